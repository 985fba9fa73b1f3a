namespace VendorMocks;

/// <summary>A seed file or a file of stubs that cannot be used; the message names the file, the line and the field.</summary>
/// <param name="message">What is wrong and where.</param>
public sealed class SeedFileException(string message) : IOException(message);
