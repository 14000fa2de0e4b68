/// A server of HTTP on this machine alone, for tests.
public enum LoopbackServer {}
