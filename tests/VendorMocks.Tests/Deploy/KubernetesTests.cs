using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace VendorMocks.Tests;

/// <summary>The manifests for Kubernetes: each thing that they name is there, and no container may do more than it must.</summary>
public sealed partial class KubernetesTests
{
    private const string One = "deploy/kubernetes.yaml";
    private const string Several = "deploy/kubernetes.scale-out.yaml";

    public static TheoryData<string, string, string> Pods() => new()
    {
        { One, "Deployment", "mocks" },
        { Several, "StatefulSet", "mocks" },
        { Several, "Deployment", "mocks-balancer" },
    };

    [Theory]
    [MemberData(nameof(Pods))]
    public void A_pod_runs_as_nobody_and_writes_nothing(string file, string kind, string name)
    {
        var pod = Yaml.Of(file, kind, name).At("spec.template.spec")!;
        var container = Assert.Single(pod.List("containers"));

        Assert.Equal("true", pod.Text("securityContext.runAsNonRoot"));
        Assert.Equal("RuntimeDefault", pod.Text("securityContext.seccompProfile.type"));
        Assert.Equal(("false", "false"), (pod.Text("automountServiceAccountToken"), pod.Text("enableServiceLinks")));
        Assert.Equal(("false", "true"), (container.Text("securityContext.allowPrivilegeEscalation"), container.Text("securityContext.readOnlyRootFilesystem")));
        Assert.Equal(["ALL"], container.Names("securityContext.capabilities.drop"));
        Assert.NotNull(container.Text("resources.limits.memory"));
        foreach (var probe in (string[])["readinessProbe", "livenessProbe"])
            Assert.Equal("http", container.Text($"{probe}.httpGet.port") ?? container.Text($"{probe}.tcpSocket.port"));
        Assert.Equal(["http"], container.List("ports").Select(port => port.Text("name")));
        // What is mounted is a volume of the pod, or one that is claimed for it.
        var volumes = pod.List("volumes").Select(volume => volume.Text("name")).Concat(Yaml.Of(file, kind, name).List("spec.volumeClaimTemplates").Select(claim => claim.Text("metadata.name")));
        Assert.All(container.List("volumeMounts"), mount => Assert.Contains(mount.Text("name"), volumes));
    }

    [Theory]
    [InlineData(One, "Deployment")]
    [InlineData(Several, "StatefulSet")]
    public void A_server_has_the_images_user_its_token_and_the_paths_that_answer(string file, string kind)
    {
        var pod = Yaml.Of(file, kind, "mocks").At("spec.template.spec")!;
        var container = pod.List("containers")[0];
        var user = Dockerfile.User;

        Assert.Equal((user, user), (pod.Text("securityContext.runAsUser"), pod.Text("securityContext.runAsGroup")));
        Assert.Equal("256Mi", container.Text("resources.limits.memory"));
        Assert.Equal(("/readyz", "/readyz", "/healthz"), (container.Text("startupProbe.httpGet.path"), container.Text("readinessProbe.httpGet.path"), container.Text("livenessProbe.httpGet.path")));
        var token = Assert.Single(container.List("env"), variable => variable.Text("name") == Setting.TokenVariable);
        // The secret is the one that the file's first lines make.
        Assert.Equal(("mocks", "token"), (token.Text("valueFrom.secretKeyRef.name"), token.Text("valueFrom.secretKeyRef.key")));
        Assert.Contains("kubectl create secret generic mocks --from-literal=token=", File.ReadAllText(Repository.PathTo(One.Split('/'))), StringComparison.Ordinal);
        Assert.Equal(Dockerfile.Port, container.Text("ports.0.containerPort"));
        // A state folder is on a volume that the user may write to.
        if (container.List("env").FirstOrDefault(variable => variable.Text("name") == "MOCKS_STATE") is { } state)
            Assert.Equal((state.Text("value"), user), (container.Text("volumeMounts.0.mountPath"), pod.Text("securityContext.fsGroup")));
    }

    [Theory]
    [InlineData(One)]
    [InlineData(Several)]
    public void A_service_leads_to_pods_that_are_there(string file)
    {
        var documents = Yaml.Documents(file);
        var pods = documents.Where(document => document.Text("spec.template.metadata.labels.app") is not null).ToArray();
        Assert.All(pods, pod => Assert.Equal(pod.Text("spec.selector.matchLabels.app"), pod.Text("spec.template.metadata.labels.app")));

        var services = documents.Where(document => document.Text("kind") == "Service").ToArray();

        Assert.NotEmpty(services);
        foreach (var service in services)
        {
            Assert.Contains(service.At("spec.selector")!.Text("app"), pods.Select(pod => pod.Text("spec.template.metadata.labels.app")));
            Assert.Equal("8080", service.Text("spec.ports.0.port"));
        }
    }

    [Fact]
    public void The_balancer_hashes_to_exactly_the_replicas_of_the_set()
    {
        var nginx = File.ReadAllText(Repository.PathTo("deploy", "nginx.conf"));
        var set = Yaml.Of(Several, "StatefulSet", "mocks");
        var replicas = Enumerable.Range(0, int.Parse(set.Text("spec.replicas")!, System.Globalization.CultureInfo.InvariantCulture)).Select(i => $"mocks-{i}").ToArray();

        Assert.Equal(replicas.Select(replica => replica + ":8080"), Upstream().Matches(nginx).Select(match => match.Groups[1].Value));
        foreach (var replica in replicas)
        {
            // By the label that Kubernetes gives each pod of a set.
            var selector = (YamlMappingNode)Yaml.Of(Several, "Service", replica).At("spec.selector")!;
            Assert.Equal(replica, selector["statefulset.kubernetes.io/pod-name"].ToString());
            // An address that stays is what nginx looks up once.
            Assert.Null(Yaml.Of(Several, "Service", replica).Text("spec.clusterIP"));
        }

        Assert.Equal("None", Yaml.Of(Several, "Service", set.Text("spec.serviceName")!).Text("spec.clusterIP"));
        Assert.Contains("hash $mocks_world consistent;", nginx, StringComparison.Ordinal);
        // A world's name as the server takes it is one that the balancer finds.
        var name = new Regex(WorldInPath().Match(nginx).Groups[1].Value);
        foreach (var path in (string[])["/worlds/team-1/leaddyno/v1/leads", "/__mocks/worlds/team-1/clock", "/worlds/team-1/__admin/mappings"])
            Assert.Equal("team-1", name.Match(path).Groups["world"].Value);
        Assert.DoesNotMatch(name, "/leaddyno/v1/leads");
    }

    [Fact]
    public void The_balancer_mounts_this_configuration_and_has_room_for_what_the_server_takes()
    {
        var pod = Yaml.Of(Several, "Deployment", "mocks-balancer").At("spec.template.spec")!;
        var map = Assert.Single(pod.List("volumes"), volume => volume.Text("configMap.name") is not null);
        var mount = Assert.Single(pod.At("containers.0")!.List("volumeMounts"), mount => mount.Text("name") == map.Text("name"));
        var nginx = File.ReadAllText(Repository.PathTo("deploy", "nginx.conf"));

        Assert.Equal("nginx.conf", mount.Text("subPath"));
        Assert.Contains($"kubectl create configmap {map.Text("configMap.name")} --from-file={mount.Text("subPath")}", File.ReadAllText(Repository.PathTo(Several.Split('/'))), StringComparison.Ordinal);
        // On a read-only root it writes below what is mounted, and nowhere else.
        var temporary = Assert.Single(pod.At("containers.0")!.List("volumeMounts"), mount => mount != map && mount.Text("subPath") is null).Text("mountPath");
        Assert.All(Written().Matches(nginx).Select(match => match.Groups[1].Value), path => Assert.StartsWith(temporary + "/", path, StringComparison.Ordinal));
        // Whom the server refuses a body it refuses by itself, in the vendor's words.
        Assert.True(int.Parse(BodySize().Match(nginx).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) * 1024 * 1024 > Doors.MaxBodyBytes);
        Assert.Contains("listen 8080;", nginx, StringComparison.Ordinal);
        // A caller that comes through is not on the server's machine.
        Assert.Contains("proxy_set_header X-Forwarded-For", nginx, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^    server (\S+);", RegexOptions.Multiline)]
    private static partial Regex Upstream();

    [GeneratedRegex(@"~(\S+) \$world;")]
    private static partial Regex WorldInPath();

    [GeneratedRegex(@"^\s*(?:pid|\w+_temp_path) (\S+);", RegexOptions.Multiline)]
    private static partial Regex Written();

    [GeneratedRegex(@"client_max_body_size (\d+)m;")]
    private static partial Regex BodySize();
}
