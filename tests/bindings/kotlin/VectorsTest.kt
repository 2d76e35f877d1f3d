package dk.kodebro.core

import com.google.gson.JsonObject
import com.google.gson.JsonParser
import java.io.File
import org.junit.Assert.assertTrue
import org.junit.Test

/** The labelled messages that all languages share: what the core reads arrives whole. */
class VectorsTest {
    private val rows =
        File(System.getProperty("kodebro.vectors"), "messages.jsonl").readLines().map {
            JsonParser.parseString(it).asJsonObject
        }

    private fun read(row: JsonObject): Reading {
        val sender = row["sender"].takeUnless { it.isJsonNull }
        return readMessage(SecretText(row["text"].asString), sender?.let { SecretText(it.asString) })
    }

    private fun comparable(code: String) = code.filter { it.isLetterOrDigit() }.uppercase()

    /** The shares are those of the core's own test. */
    @Test
    fun codesArriveAndOtherNumbersDoNot() {
        val codes = rows.filter { it["outcome"].asString == "code" }
        val exact = codes.count {
            val reading = read(it)
            reading is Reading.Code &&
                comparable(reading.code.expose()) == comparable(it["code"].asString)
        }
        val none = rows.filter { it["outcome"].asString == "nothing" }
        val falseCodes = none.count { read(it) is Reading.Code }
        assertTrue("$exact of ${codes.size} codes", exact * 1000 >= codes.size * 938)
        assertTrue("$falseCodes of ${none.size} false", falseCodes * 1000 <= none.size * 18)
    }
}
