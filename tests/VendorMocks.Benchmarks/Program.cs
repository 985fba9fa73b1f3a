using VendorMocks.Benchmarks;

return await Commands.RunAsync(args);
