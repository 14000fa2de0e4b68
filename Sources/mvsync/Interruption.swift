import Dispatch
import Foundation
import Synchronization

/// ^C and kill: the first one asks the work to stop and clean up, one that comes much later stops at once.
///
/// No signal is lost from the moment that this exists, whether it is watched already or not.
final class Interruption: Sendable {
    /// What is said when the work was interrupted.
    static let advice = Mutex("interrupted; nothing was left behind.")

    private let first = Mutex<ContinuousClock.Instant?>(nil)

    /// How long cleaning up may take: until then, further signals are the impatience of one that came before, such as
    /// those that a closing terminal sends together.
    private static let patience = Duration.seconds(2)

    init() {
        guard signalPipe.writing >= 0 else { return }
        for number in [SIGINT, SIGTERM, SIGHUP] {
            let before = signal(number) { _ in
                let code = errno
                var byte: UInt8 = 0
                _ = write(signalPipe.writing, &byte, 1)
                errno = code
            }
            // What whoever started this wants ignored, as nohup does, stays ignored.
            if unsafeBitCast(before, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
                signal(number, SIG_IGN)
            }
        }
    }

    /// Whether a signal has come.
    var happened: Bool { first.withLock { $0 != nil } }

    /// Watches for signals as long as the returned source lives.
    func watch(_ stop: @escaping @Sendable () -> Void) -> (any DispatchSourceRead)? {
        guard signalPipe.reading >= 0 else { return nil }
        let source = DispatchSource.makeReadSource(
            fileDescriptor: signalPipe.reading, queue: .global(qos: .userInitiated))
        source.setEventHandler { [self] in
            var bytes: (UInt64, UInt64) = (0, 0)
            _ = read(signalPipe.reading, &bytes, 16)
            let now = ContinuousClock.now
            let since = first.withLock { instant in
                defer { instant = instant ?? now }
                return now - (instant ?? now)
            }
            if since > Self.patience { _exit(ExitStatus.interrupted) }
            stop()
        }
        source.activate()
        return source
    }
}

/// Where the signal handler leaves a byte for each signal; little else is allowed in one.
private let signalPipe: (reading: Int32, writing: Int32) = {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return (-1, -1) }
    for end in ends {
        _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    return (ends[0], ends[1])
}()
