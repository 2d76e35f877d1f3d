import Foundation

// The app on an iPhone, as the phone of scenarios: `Phone HOST:PORT`. Each connection is a phone of its
// own; it ends when nobody listens there any more.

// A connection that is gone is told by what fails, and ends no process.
signal(SIGPIPE, SIG_IGN)
let place = CommandLine.arguments.dropFirst().first?.split(separator: ":").map(String.init) ?? []
guard place.count == 2 else {
    fputs("Phone: say where to connect to, as HOST:PORT\n", stderr)
    exit(2)
}
do {
    while let connection = try Connection(host: place[0], port: place[1]) {
        let phone = ScenarioPhone()
        while let line = connection.receive() {
            let command = try JSONDecoder().decode(Command.self, from: line)
            phone.obey(command)
            connection.send(try JSONSerialization.data(withJSONObject: phone.seen))
        }
    }
} catch {
    fputs("Phone: \(error)\n", stderr)
    exit(1)
}
