internal import CFFTW
internal import CSndFile

/// The versions of the C libraries that hearing stands on.
public enum LibraryVersions {
    /// FFTW's own words, such as `fftw-3.3.10-sse2-avx`.
    public static var fftw: String { String(cString: mvsync_fftw_version()) }

    /// libsndfile's own words, such as `libsndfile-1.2.0`.
    public static var sndfile: String { String(cString: sf_version_string()) }
}
