import ArgumentParser
import EditModel
import EditPlanning
import Foundation
import GenerativeServices
import MVSyncPipeline
import MediaEngine
import SignalProcessing
import Storyboarding
import Studio

/// The exit codes, as in `sysexits.h` but for one.
enum ExitStatus {
    /// Two edits differ; as of diff(1), which scripts know.
    static let different: Int32 = 1
    static let badInput: Int32 = 65
    static let inputMissing: Int32 = 66
    static let unavailable: Int32 = 69
    static let bug: Int32 = 70
    static let cannotWrite: Int32 = 73
    static let inputOutput: Int32 = 74
    static let tryLater: Int32 = 75
    static let notAuthorised: Int32 = 77
    static let interrupted: Int32 = 130
}

/// An error as the user meets it: one clear sentence and an exit code.
struct Failure {
    /// The sentence; nil where nothing is to be said.
    let message: String?
    let status: Int32

    /// Translates an error of any stage; nil for those of the argument parser, which speaks for itself.
    init?(_ error: any Error) {
        if let message = sentence(about: error) {
            self.message = message
            status = Self.status(of: error)
            return
        }
        switch error {
        case is StudioError: (message, status) = ("\(error)", ExitStatus.unavailable)
        case is CancellationError: (message, status) = ("interrupted.", ExitStatus.interrupted)
        case let error as OutputError:
            // A reader that has enough, such as `head`, has gone on purpose.
            let cause = String(cString: strerror(error.code))
            message = error.code == EPIPE ? nil : "The result cannot be printed: \(cause)."
            status = ExitStatus.inputOutput
        case is ExitCode: return nil
        case _ where MVSync.exitCode(for: error) != .failure: return nil
        default:
            message = "This should not have happened; please report it: \(error)"
            status = ExitStatus.bug
        }
    }

    /// The exit code of an error that has a sentence.
    private static func status(of error: any Error) -> Int32 {
        switch error {
        case let error as PipelineError: status(of: error)
        case let error as MediaError: status(of: error)
        case let error as SignalProcessingError:
            error.code == .notWritten ? ExitStatus.cannotWrite : ExitStatus.badInput
        case let error as EditError: status(of: error)
        case let error as ServiceError: status(of: error)
        case let error as GenerationStop:
            error.kind == .unreachable ? ExitStatus.unavailable : ExitStatus.tryLater
        case is CocoaError: ExitStatus.inputOutput
        default: ExitStatus.badInput
        }
    }

    private static func status(of error: PipelineError) -> Int32 {
        switch error.code {
        case .inputMissing: ExitStatus.inputMissing
        case .noClips: ExitStatus.inputMissing
        case .outputExists, .cannotWrite: ExitStatus.cannotWrite
        default: ExitStatus.badInput
        }
    }

    private static func status(of error: EditError) -> Int32 {
        switch error.code {
        case .missing: ExitStatus.inputMissing
        case .exists, .cannotWrite: ExitStatus.cannotWrite
        default: ExitStatus.badInput
        }
    }

    private static func status(of error: ServiceError) -> Int32 {
        switch error.code {
        case .unauthorized: ExitStatus.notAuthorised
        case .quota, .busy, .unavailable, .unknownOutcome: ExitStatus.tryLater
        case .unreachable, .failed, .lost, .malformed, .tooLarge, .linkExpired: ExitStatus.unavailable
        case .cannotWrite: ExitStatus.cannotWrite
        default: ExitStatus.badInput
        }
    }

    private static func status(of error: MediaError) -> Int32 {
        switch error.code {
        case .programMissing: ExitStatus.unavailable
        case .cannotWrite: ExitStatus.cannotWrite
        case .notDelivered: ExitStatus.inputOutput
        default: ExitStatus.badInput
        }
    }
}
