using System.Collections;
using VendorMocks;

var environment = new Dictionary<string, string>();
foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
    environment[(string)variable.Key] = variable.Value as string ?? "";
return await CommandLine.RunAsync(args, environment, () => Console.Out, () => Console.Error);
