internal import CFFTW
import Synchronization

/// The forward discrete Fourier transform of real signals of one fixed size.
///
/// Planned with `FFTW_ESTIMATE`, which alone gives the same bits in every run. One transform can be shared by many
/// tasks: the plan never changes, and each user brings a ``Workspace`` of its own.
package final class RealFFT: @unchecked Sendable {
    // Unchecked: the plan is immutable after `init`, and FFTW's new-array execution is thread-safe.

    /// The number of real samples that go in.
    package let size: Int

    /// The number of complex values that come out, `size / 2 + 1`.
    package var binCount: Int { size / 2 + 1 }

    private let plan: OpaquePointer

    /// FFTW's planner is one per process and not thread-safe.
    private static let planner = Mutex(())

    /// Plans the transform.
    ///
    /// - Parameter size: The number of real samples, even and at least 2.
    package init(size: Int) {
        precondition(size >= 2 && size.isMultiple(of: 2), "the size of a transform is even and at least 2")
        self.size = size
        let workspace = Workspace(size: size)
        var plan: OpaquePointer?
        Self.planner.withLock { _ in
            plan = fftwf_plan_dft_r2c_1d(Int32(size), workspace.input, workspace.output, FFTW_ESTIMATE)
        }
        guard let plan else { preconditionFailure("FFTW has a plan for every size") }
        self.plan = plan
    }

    deinit {
        Self.planner.withLock { _ in fftwf_destroy_plan(plan) }
    }

    /// The aligned memory that one user of a transform works in.
    package struct Workspace: ~Copyable {
        fileprivate let size: Int
        fileprivate let input: UnsafeMutablePointer<Float>
        fileprivate let output: UnsafeMutablePointer<fftwf_complex>

        /// Allocates memory for a transform of `size` real samples, all 0.
        package init(size: Int) {
            guard let input = fftwf_alloc_real(size), let output = fftwf_alloc_complex(size / 2 + 1) else {
                preconditionFailure("out of memory")
            }
            input.initialize(repeating: 0, count: size)
            output.initialize(repeating: (0, 0), count: size / 2 + 1)
            self.size = size
            self.input = input
            self.output = output
        }

        deinit {
            fftwf_free(input)
            fftwf_free(output)
        }
    }

    /// Computes the squared magnitudes |X[k]|² of a windowed signal, k = 0 … size/2, without any scaling.
    ///
    /// - Parameters:
    ///   - samples: `size` samples.
    ///   - window: `size` factors for them.
    ///   - workspace: Memory made for this size.
    ///   - power: Receives `binCount` values.
    package func power(
        of samples: Span<Float>, window: [Float], using workspace: inout Workspace,
        into power: inout [Float]
    ) {
        precondition(
            samples.count == size && window.count == size && workspace.size == size, "sizes must agree")
        precondition(power.count == binCount, "there is a value for each bin")
        let window = window.span
        let input = UnsafeMutableBufferPointer(start: workspace.input, count: size)
        for index in 0..<size { input[index] = samples[index] * window[index] }
        fftwf_execute_dft_r2c(plan, workspace.input, workspace.output)
        let output = UnsafeMutableBufferPointer(start: workspace.output, count: binCount)
        var power = power.mutableSpan
        for index in 0..<binCount {
            let (re, im) = output[index]
            power[index] = re * re + im * im
        }
    }
}
