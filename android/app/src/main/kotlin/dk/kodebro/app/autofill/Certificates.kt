package dk.kodebro.app.autofill

import android.content.pm.PackageManager
import java.security.MessageDigest

/**
 * The SHA-256 of the certificates that an app is signed with, past ones included: Android has checked
 * that each handed over to the next. Nothing for an app that is not there or cannot be seen.
 */
fun certificatesOf(manager: PackageManager, app: String): List<ByteArray> {
    val signing =
        try {
            manager.getPackageInfo(app, PackageManager.GET_SIGNING_CERTIFICATES).signingInfo
        } catch (_: PackageManager.NameNotFoundException) {
            null
        } ?: return emptyList()
    val signatures =
        if (signing.hasMultipleSigners()) signing.apkContentsSigners
        else signing.signingCertificateHistory
    val sha256 = MessageDigest.getInstance("SHA-256")
    return signatures.orEmpty().filterNotNull().map { sha256.digest(it.toByteArray()) }
}
