package dk.kodebro.app

import android.app.PendingIntent
import android.content.Intent
import android.os.Build
import android.service.quicksettings.Tile
import android.service.quicksettings.TileService

/** The Quick Settings tile: starts waiting. */
class WaitTile : TileService() {
    override fun onStartListening() {
        qsTile?.apply {
            label = getString(R.string.platform_tile)
            state = Tile.STATE_INACTIVE
            updateTile()
        }
    }

    override fun onClick() {
        // A locked phone is unlocked first: the code would stand on its screen.
        if (isLocked) unlockAndRun(::openApp) else openApp()
    }

    private fun openApp() {
        val intent =
            Intent(this, MainActivity::class.java)
                .setAction(ACTION_WAIT)
                .addFlags(Intent.FLAG_ACTIVITY_NEW_TASK)
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.UPSIDE_DOWN_CAKE) {
            val pending =
                PendingIntent.getActivity(this, 1, intent, PendingIntent.FLAG_IMMUTABLE)
            startActivityAndCollapse(pending)
        } else {
            @Suppress("DEPRECATION", "StartActivityAndCollapseDeprecated")
            startActivityAndCollapse(intent)
        }
    }
}
