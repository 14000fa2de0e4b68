/// What pages may load and run, in the words of a Content-Security-Policy.
package enum PagePolicy {
    /// A style or a script of the page's own, by its hash.
    package static func source(_ text: String) -> String { "'sha256-\(ContentHash.base64(of: text))'" }

    /// What the page of an edit may do where a server gives it out, whatever the page itself says: a folder of jobs that
    /// came from elsewhere may hold pages of anybody's, and none of their scripts may use the server.
    package static let ofServedEditPage = """
        default-src 'none'; img-src data:; media-src 'self'; style-src 'unsafe-inline'; \
        script-src \(source(PageScript.source)); base-uri 'none'; form-action 'none'; frame-ancestors 'none'
        """
}
