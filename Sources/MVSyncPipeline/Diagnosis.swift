internal import CCrypto
internal import Foundation
internal import MediaEngine
internal import SignalProcessing

/// What mvsync needs of a machine, and what was found of it.
public enum Diagnosis {
    /// One thing that is needed.
    public struct Finding: Sendable, Encodable {
        /// What it is.
        public var name: String
        /// What was found, such as a version and a path; or what is wrong.
        public var found: String
        /// Whether it will do.
        public var isFine: Bool
        /// What to do, where it will not.
        public var advice: String?
    }

    /// Looks for the programs, libraries and folders that mvsync works with.
    public static func ofThisMachine(environment: [String: String]) async -> [Finding] {
        var findings: [Finding] = []
        do {
            let tools = try await FFmpegTools.locate(environment: environment)
            findings.append(
                Finding(name: "ffmpeg", found: "\(tools.version), \(tools.ffmpegPath)", isFine: true))
            findings.append(Finding(name: "ffprobe", found: tools.ffprobePath, isFine: true))
        } catch {
            findings.append(
                Finding(
                    name: "ffmpeg", found: "\(error)", isFine: false,
                    advice: "install it, on Debian and Ubuntu with: sudo apt-get install ffmpeg"))
        }
        findings.append(Finding(name: "FFTW", found: LibraryVersions.fftw, isFine: true))
        findings.append(Finding(name: "libsndfile", found: LibraryVersions.sndfile, isFine: true))
        findings.append(Finding(name: "libebur128", found: LibraryVersions.ebur128, isFine: true))
        findings.append(
            Finding(name: "OpenSSL", found: String(cString: OpenSSL_version(OPENSSL_VERSION)), isFine: true))
        findings.append(cacheFinding(environment: environment))
        findings.append(spaceFinding())
        return findings
    }

    private static func cacheFinding(environment: [String: String]) -> Finding {
        guard let folder = ContentCache.ofUser(environment: environment)?.folder else {
            return Finding(
                name: "cache", found: "none: HOME is no absolute path", isFine: false,
                advice: "set HOME, or name a place in XDG_CACHE_HOME; until then nothing is kept.")
        }
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let works = FileManager.default.isWritableFile(atPath: folder.path)
        return Finding(
            name: "cache", found: folder.path, isFine: works,
            advice: works ? nil : "make the folder writable, or name another place in XDG_CACHE_HOME.")
    }

    private static func spaceFinding() -> Finding {
        let folder = NSTemporaryDirectory()
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder)
        let free = (attributes?[.systemFreeSize] as? NSNumber)?.int64Value ?? 0
        let enough = free > 2 << 30
        return Finding(
            name: "temporary space", found: "\(free >> 30) GiB free in \(folder)", isFine: enough,
            advice: enough ? nil : "long or large clips are spilled there; free some space, or set TMPDIR.")
    }
}
