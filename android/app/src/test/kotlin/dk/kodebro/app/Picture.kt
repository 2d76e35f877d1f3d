package dk.kodebro.app

import android.graphics.Bitmap
import android.graphics.Canvas
import android.view.View
import java.awt.image.BufferedImage
import java.awt.image.BufferedImage.TYPE_BYTE_INDEXED
import java.awt.image.IndexColorModel
import java.io.File
import javax.imageio.ImageIO
import kotlin.math.abs

/** How much of a picture may differ from another: a few pixels at the edges of letters. */
private const val TOLERATED = 0.001

/** Differences of a colour up to this (of 255) are not seen. */
private const val SHADE = 24

/** What a screen looks like, in few enough colours for a small file. */
class Picture private constructor(private val width: Int, private val pixels: IntArray) {
    /** Whether a person would see no difference. */
    fun isLike(other: Picture): Boolean {
        if (width != other.width || pixels.size != other.pixels.size) return false
        val differing = pixels.indices.count { differ(pixels[it], other.pixels[it]) }
        return differing <= pixels.size * TOLERATED
    }

    private fun differ(one: Int, other: Int) =
        listOf(0, 8, 16).any { abs((one shr it and 0xFF) - (other shr it and 0xFF)) > SHADE }

    /** Writes a PNG. */
    fun save(file: File) {
        // The commonest colours; the rest, at the edges of letters, become the nearest of them.
        val common = pixels.asList().groupingBy { it }.eachCount().entries.sortedByDescending { it.value }
        val palette = common.take(256).map { it.key }.toIntArray()
        val colors = IndexColorModel(8, palette.size, palette, 0, false, -1, 0)
        val image = BufferedImage(width, pixels.size / width, TYPE_BYTE_INDEXED, colors)
        image.setRGB(0, 0, width, image.height, pixels, 0, width)
        file.parentFile?.mkdirs()
        ImageIO.write(image, "png", file)
    }

    companion object {
        /** What a view draws. */
        fun of(view: View): Picture {
            val bitmap = Bitmap.createBitmap(view.width, view.height, Bitmap.Config.ARGB_8888)
            view.draw(Canvas(bitmap))
            val pixels = IntArray(view.width * view.height)
            bitmap.getPixels(pixels, 0, view.width, 0, 0, view.width, view.height)
            return Picture(view.width, IntArray(pixels.size) { simpler(pixels[it]) })
        }

        /** What was saved. */
        fun of(file: File): Picture {
            val image = ImageIO.read(file)
            return Picture(
                image.width,
                image.getRGB(0, 0, image.width, image.height, null, 0, image.width),
            )
        }

        /** A colour with sixteen shades a channel, and nothing to see through. */
        private fun simpler(color: Int): Int =
            listOf(0, 8, 16).fold(0xFF shl 24) { whole, shift ->
                whole or (((color shr shift and 0xFF) + 8) / 17 * 17 shl shift)
            }
    }
}
