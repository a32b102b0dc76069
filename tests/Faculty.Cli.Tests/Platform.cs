// The tests ask for file modes and send signals.
[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]
