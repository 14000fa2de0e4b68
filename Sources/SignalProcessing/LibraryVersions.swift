internal import CEBUR128
internal import CFFTW
internal import CSndFile

/// The versions of the C libraries that hearing stands on.
public enum LibraryVersions {
    /// FFTW's own words, such as `fftw-3.3.10-sse2-avx`.
    public static var fftw: String { String(cString: mvsync_fftw_version()) }

    /// libsndfile's own words, such as `libsndfile-1.2.0`.
    public static var sndfile: String { String(cString: sf_version_string()) }

    /// The version of libebur128, such as `1.2.6`.
    public static var ebur128: String {
        var (major, minor, patch): (Int32, Int32, Int32) = (0, 0, 0)
        ebur128_get_version(&major, &minor, &patch)
        return "\(major).\(minor).\(patch)"
    }
}
