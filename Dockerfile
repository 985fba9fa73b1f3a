# syntax=docker/dockerfile:1
FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ARG TARGETARCH
WORKDIR /source

# What is restored changes seldom, so it has a layer of its own.
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY src/VendorMocks/VendorMocks.csproj src/VendorMocks/
COPY src/VendorMocks.Contracts/VendorMocks.Contracts.csproj src/VendorMocks.Contracts/
COPY src/VendorMocks.Stubs/VendorMocks.Stubs.csproj src/VendorMocks.Stubs/
COPY src/VendorMocks.AspNetCore/VendorMocks.AspNetCore.csproj src/VendorMocks.AspNetCore/
COPY src/VendorMocks.Server/VendorMocks.Server.csproj src/VendorMocks.Server/
RUN dotnet restore src/VendorMocks.Server --arch $TARGETARCH

COPY . .
RUN dotnet publish src/VendorMocks.Server --configuration Release --os linux --arch $TARGETARCH --output /app

# The server brings its .NET.
FROM mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled
ARG VERSION=0.0.0-local
ARG REVISION=unknown
LABEL org.opencontainers.image.title="mocks" \
      org.opencontainers.image.description="Stand-ins for lead and affiliate APIs, for tests and local work" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION" \
      org.opencontainers.image.licenses="Apache-2.0"
WORKDIR /app
COPY --from=build /app .
# Nothing is written: the runtime's diagnostic sockets would be, in the temporary folder.
ENV ASPNETCORE_URLS=http://*:8080 \
    DOTNET_EnableDiagnostics=0
EXPOSE 8080
USER 1654:1654
HEALTHCHECK --interval=5s --timeout=4s --start-period=30s --start-interval=250ms CMD ["/app/mocks", "health"]
ENTRYPOINT ["/app/mocks"]
