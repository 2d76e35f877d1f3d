import Foundation

/// A TCP connection on which each side sends lines.
final class Connection {
    private let descriptor: Int32
    private let lines: UnsafeMutablePointer<FILE>

    /// Nothing where nobody listens. Throws a `ConnectionError` where it fails otherwise.
    init?(host: String, port: String) throws {
        var wanted = addrinfo()
        wanted.ai_protocol = Int32(IPPROTO_TCP)
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, port, &wanted, &found) == 0, let address = found?.pointee else {
            throw ConnectionError(what: "\(host):\(port) is no address")
        }
        defer { freeaddrinfo(found) }
        descriptor = socket(address.ai_family, address.ai_socktype, address.ai_protocol)
        let failed = connect(descriptor, address.ai_addr, address.ai_addrlen) != 0
        if failed && errno == ECONNREFUSED {
            close(descriptor)
            return nil
        }
        guard !failed, let lines = fdopen(descriptor, "r") else {
            throw ConnectionError(what: "\(host):\(port): \(String(cString: strerror(errno)))")
        }
        self.lines = lines
    }

    deinit {
        fclose(lines)
    }

    /// The next line; nothing where the other side is gone.
    func receive() -> Data? {
        var line: UnsafeMutablePointer<CChar>?
        var room = 0
        defer { free(line) }
        let length = getline(&line, &room, lines)
        guard length > 0, let line = line else { return nil }
        return Data(bytes: line, count: length)
    }

    /// Sends a line. Where the other side is gone, the next `receive` says so.
    func send(_ line: Data) {
        var left = line + Data("\n".utf8)
        while !left.isEmpty {
            let sent = left.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard sent > 0 else { return }
            left = left.dropFirst(sent)
        }
    }
}

/// Why there is no connection.
struct ConnectionError: Error, CustomStringConvertible {
    let what: String

    var description: String { what }
}
