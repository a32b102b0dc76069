// The tests ask for file modes.
[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]
