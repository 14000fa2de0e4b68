internal import NIOCore

/// Runs tasks on the thread of an event loop.
///
/// Tests may block all threads of the shared pool while they wait for an answer, which tasks in that pool could not give then.
final class LoopExecutor: TaskExecutor {
    private let loop: any EventLoop

    /// Takes the loop, which must go on for as long as tasks run.
    init(_ loop: any EventLoop) {
        self.loop = loop
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
