using System.ComponentModel;
using System.Diagnostics;

namespace VendorMocks.Tests;

/// <summary>Client libraries of WireMock from npm drive the server unchanged.</summary>
public sealed class WireMockClientTests
{
    // Installed by exact version, without a lock file: that would name the registry's host.
    private const string Packages = "wiremock-rest-client@1.11.0 wiremock-captain@4.1.3";

    private const string Script = """
        const { WireMockRestClient } = require('wiremock-rest-client');
        const { WireMock } = require('wiremock-captain');
        const assert = require('node:assert/strict');
        const base = process.argv[2], own = process.argv[3];
        (async () => {
          const call = async (path, options) => { const answer = await fetch(base + path, options); return [answer.status, await answer.text()]; };
          const leads = '/leaddyno/v1/leads?key=demo-leaddyno-key';
          const client = new WireMockRestClient(base, { logLevel: 'silent' });

          assert.equal((await call(leads))[0], 200, 'the fake answers');
          const made = await client.mappings.createMapping({ request: { method: 'GET', urlPath: '/leaddyno/v1/leads' }, response: { status: 418, body: 'stubbed' } });
          assert.deepEqual(await call(leads), [418, 'stubbed'], 'the stub wins over the fake');
          assert.equal((await client.mappings.getMapping(made.id)).response.status, 418);
          assert.equal((await client.mappings.getAllMappings()).meta.total, 1);
          assert.equal((await client.requests.getCount({ method: 'GET', urlPath: '/leaddyno/v1/leads' })).count, 2, 'requests are counted');
          assert.equal((await client.requests.getAllRequests()).requests.length, 2);
          await call('/nobody');
          assert.equal((await client.requests.getUnmatchedRequests()).requests[0].url, '/nobody');
          assert.equal((await client.requests.getUnmatchedNearMisses()).nearMisses.length, 1);
          await client.global.resetAll();
          assert.equal((await client.mappings.getAllMappings()).meta.total, 0, 'mappings are reset');
          assert.equal((await client.requests.getCount({ method: 'ANY' })).count, 0, 'requests are reset');
          assert.equal((await call(leads))[0], 200, 'the fake answers again');

          const captain = new WireMock(own);
          const story = { scenario: { scenarioName: 'story', requiredScenarioState: 'Started', newScenarioState: 'told' } };
          const stub = await captain.register(
            { method: 'POST', endpoint: '/worlds/job/leaddyno/v1/leads', body: { email: 'a@example.com' } },
            { status: 503, body: { busy: true } },
            story);
          const send = body => call('/worlds/job/leaddyno/v1/leads', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
          assert.equal((await send({ email: 'b@example.com' }))[0], 401, 'another body is the fake\'s');
          assert.deepEqual(await send({ email: 'a@example.com' }), [503, '{"busy":true}']);
          assert.equal((await captain.getAllScenarios())[0].state, 'told');
          assert.equal((await captain.getMapping(stub.id)).id, stub.id);
          assert.equal((await captain.getRequestsForAPI('POST', '/worlds/job/leaddyno/v1/leads')).length, 2);
          await captain.resetAllScenarios();
          await captain.deleteMapping(stub.id);
          assert.equal((await captain.getAllMappings()).length, 0);
          await captain.clearAll();
          assert.equal((await captain.getAllRequests()).length, 0);
          console.log('all done');
        })().catch(fault => { console.error(fault); process.exit(1); });
        """;

    [Fact]
    public async Task Clients_from_npm_add_a_mapping_see_it_win_count_requests_and_reset()
    {
        var folder = Directory.CreateTempSubdirectory("mocks-npm-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "package.json"), """{"private":true}""", TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "drive.js"), Script, TestContext.Current.CancellationToken);
            var installed = await Run(folder.FullName, "npm", $"install --no-package-lock --no-audit --no-fund --ignore-scripts {Packages}");
            // Where tests must not be skipped, CI says so.
            if (installed.Code != 0 && Environment.GetEnvironmentVariable("CI") is not ("true" or "1"))
                Assert.Skip($"The packages {Packages} cannot be had here: {installed.Text}");
            Assert.True(installed.Code == 0, installed.Text);
            await using var server = await MocksServer.StartAsync(new MocksServerOptions { Default = new WorldOptions { Running = true } });
            using var world = server.Host.Open(new WorldOptions { Name = "job", Running = true });
            var url = server.BaseAddress.GetLeftPart(UriPartial.Authority);

            var driven = await Run(folder.FullName, "node", $"drive.js {url} {url}/worlds/job/");

            Assert.True(driven.Code == 0, driven.Text);
            Assert.Contains("all done", driven.Text, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(int Code, string Text)> Run(string folder, string program, string arguments)
    {
        using var process = new Process { StartInfo = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true } };
        try
        {
            process.Start();
        }
        catch (Win32Exception missing)
        {
            return (-1, $"{program} cannot be started: {missing.Message}");
        }

        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
