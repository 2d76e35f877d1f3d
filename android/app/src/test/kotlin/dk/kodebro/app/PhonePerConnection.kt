package dk.kodebro.app

import java.net.ConnectException
import java.net.Socket
import org.junit.runner.notification.Failure
import org.junit.runner.notification.RunListener
import org.junit.runner.notification.RunNotifier
import org.junit.runners.model.FrameworkMethod
import org.robolectric.RobolectricTestRunner
import org.robolectric.internal.bytecode.InstrumentationConfiguration

/**
 * Runs its one test anew for each connection to the address in `kodebro.phone`, each time in an Android
 * on which nothing was done yet, until nobody listens there any more. A test that fails is reported and
 * does not keep the next from being run.
 */
class PhonePerConnection(type: Class<*>) : RobolectricTestRunner(type) {
    override fun runChild(method: FrameworkMethod, notifier: RunNotifier) {
        val all = describeChild(method)
        notifier.fireTestStarted(all)
        val each = RunNotifier()
        each.addListener(
            object : RunListener() {
                override fun testFailure(failure: Failure) =
                    notifier.fireTestFailure(Failure(all, failure.exception))
            }
        )
        try {
            var connected = connect()
            while (connected != null) {
                connected.use {
                    Connection.socket = it
                    super.runChild(method, each)
                }
                connected = connect()
            }
        } finally {
            notifier.fireTestFinished(all)
        }
    }

    /** Nothing where nobody listens. */
    private fun connect(): Socket? {
        val (host, port) = System.getProperty("kodebro.phone").split(':')
        return try {
            // An answer is waited for before the next question.
            Socket(host, port.toInt()).apply { tcpNoDelay = true }
        } catch (_: ConnectException) {
            null
        }
    }

    override fun createClassLoaderConfig(method: FrameworkMethod): InstrumentationConfiguration =
        InstrumentationConfiguration.Builder(super.createClassLoaderConfig(method))
            .doNotAcquireClass(Connection::class.java)
            .build()
}

/** The connection of the phone that is there: one for the runner and for the Android that it makes. */
object Connection {
    lateinit var socket: Socket
}
