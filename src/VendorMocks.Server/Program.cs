using System.Collections;
using VendorMocks;

var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(pair => (string)pair.Key, pair => pair.Value as string ?? "");
return await CommandLine.RunAsync(args, environment, Console.Out, Console.Error);
