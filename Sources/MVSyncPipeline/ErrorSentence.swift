internal import EditModel
internal import EditPlanning
internal import Foundation
internal import GenerativeServices
internal import MediaEngine
internal import SignalProcessing
internal import Storyboarding

/// What an error of any stage says to people; nil for errors that are none of this project's.
package func sentence(about error: any Error) -> String? {
    switch error {
    case let error as PipelineError: error.description
    case let error as MediaError: error.description
    case let error as SignalProcessingError: error.description
    case let error as EditError: error.description
    case let error as PlanningError: error.description
    case let error as ServiceError: error.description
    case let error as StoryboardError: error.description
    case let error as GenerationStop: error.description
    case let error as CocoaError: error.localizedDescription
    default: nil
    }
}
