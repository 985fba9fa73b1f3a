using System.Reflection;
using Microsoft.AspNetCore.Http;

namespace VendorMocks;

/// <summary>The world that a call's path names. It is open when the call begins: <see cref="ControlPlane"/> refuses the call otherwise.</summary>
internal sealed record NamedWorld(World World) : IBindableFromHttpContext<NamedWorld>
{
    public static ValueTask<NamedWorld?> BindAsync(HttpContext context, ParameterInfo parameter) => new(context.Features.Get<NamedWorld>());
}

/// <summary>Stands at a call that opens the world that its path names, so that there need be none.</summary>
internal sealed record OpensWorld;
