internal import Foundation
internal import NIOCore
internal import NIOHTTP1

/// Writes answers to a connection byte by byte, so that each fault of the wire can be had.
struct AnswerWriter {
    /// The connection.
    let channel: any Channel

    /// Whether the client wants the connection closed after the answer.
    let closes: Bool

    /// Writes an answer, with a fault in it or not.
    ///
    /// - Throws: An error where the client has gone away.
    func write(_ answer: LoopbackAnswer, fault: Fault?) async throws {
        switch fault {
        case nil:
            try await writeWhole(answer)
        case .answer(let other), .afterwards(let other):
            try await writeWhole(other)
        case .resetBefore, .resetAfterwards:
            await reset()
        case .silence:
            try await pause(3600)
        case .truncated(let count):
            try await writeBeginning(of: answer, count)
            try await channel.close()
        case .resetMidBody(let count):
            try await writeBeginning(of: answer, count)
            await reset()
        case .slow(let bytesPerSecond):
            try await writeSlowly(answer, max(1, bytesPerSecond))
        case .endless:
            try await writeWithoutEnd(answer)
        case .garbage:
            try await send(Data((0..<64).map { UInt8(truncatingIfNeeded: $0 &* 73 &+ 129) }))
            try await channel.close()
        }
    }

    private func writeWhole(_ answer: LoopbackAnswer) async throws {
        switch answer.body {
        case .bytes(let data):
            try await send(head(of: answer, framing: "Content-Length: \(data.count)") + data)
        case .chunks(let chunks, let pause):
            try await send(head(of: answer, framing: "Transfer-Encoding: chunked"))
            for (index, chunk) in chunks.enumerated() where !chunk.isEmpty {
                if index > 0, pause > 0 { try await self.pause(pause) }
                try await send(Self.framed(chunk))
            }
            try await send(Data("0\r\n\r\n".utf8))
        }
        if closes { try await channel.close() }
    }

    /// The head with all of the body promised, and so many bytes of it.
    private func writeBeginning(of answer: LoopbackAnswer, _ count: Int) async throws {
        let beginning = Data(answer.body.data.prefix(max(0, count)))
        switch answer.body {
        case .bytes(let data):
            try await send(head(of: answer, framing: "Content-Length: \(data.count)") + beginning)
        case .chunks:
            let chunk = beginning.isEmpty ? Data() : Self.framed(beginning)
            try await send(head(of: answer, framing: "Transfer-Encoding: chunked") + chunk)
        }
    }

    private func writeSlowly(_ answer: LoopbackAnswer, _ bytesPerSecond: Int) async throws {
        let data = answer.body.data
        try await send(head(of: answer, framing: "Content-Length: \(data.count)"))
        let step = max(1, bytesPerSecond / 20)
        for start in stride(from: 0, to: data.count, by: step) {
            if start > 0 { try await pause(Double(step) / Double(bytesPerSecond)) }
            try await send(Data(data.dropFirst(start).prefix(step)))
        }
        if closes { try await channel.close() }
    }

    private func writeWithoutEnd(_ answer: LoopbackAnswer) async throws {
        try await send(head(of: answer, framing: "Connection: close") + answer.body.data)
        let blanks = Data(repeating: UInt8(ascii: " "), count: 1 << 16)
        while true {
            try Task.checkCancellation()
            try await send(blanks)
            // Leaves the other connections their turn.
            try await pause(0.001)
        }
    }

    private func head(of answer: LoopbackAnswer, framing: String) -> Data {
        let phrase = HTTPResponseStatus(statusCode: answer.status).reasonPhrase
        var lines = ["HTTP/1.1 \(answer.status) \(phrase)"]
        lines += answer.headers.map { "\($0.name): \($0.value)" }
        // No body may follow these, so that no length is told.
        if answer.status != 204, answer.status != 304 { lines.append(framing) }
        if closes { lines.append("Connection: close") }
        return Data((lines + ["", ""]).joined(separator: "\r\n").utf8)
    }

    private static func framed(_ chunk: Data) -> Data {
        Data("\(String(chunk.count, radix: 16))\r\n".utf8) + chunk + Data("\r\n".utf8)
    }

    private func send(_ data: Data) async throws {
        guard !data.isEmpty else { return }
        try await channel.writeAndFlush(ByteBuffer(bytes: data)).get()
    }

    /// Waits on the connection's own thread.
    ///
    /// - Throws: An error where the task is cancelled, as it is when the client goes away.
    private func pause(_ seconds: Double) async throws {
        let over = channel.eventLoop.scheduleTask(in: .nanoseconds(Int64(seconds * 1e9))) {}
        try await withTaskCancellationHandler {
            try await over.futureResult.get()
        } onCancel: {
            over.cancel()
        }
    }

    /// Closes the connection with a reset: without lingering, the system sends RST.
    private func reset() async {
        let options = channel as? any SocketOptionProvider
        try? await options?.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
        try? await channel.close()
    }
}
