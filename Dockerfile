# The application and nothing else: no sandbox, no demo data, no SDK.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
# The lock files first, so that packages are fetched again only when one of them changed.
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY src/Accounton/Accounton.csproj src/Accounton/packages.lock.json src/Accounton/
RUN dotnet restore src/Accounton -p:Configuration=Release --locked-mode
COPY .editorconfig ./
COPY src/Accounton/ src/Accounton/
RUN dotnet publish src/Accounton -c Release --no-restore -o /published

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /published ./
ENV ASPNETCORE_ENVIRONMENT=Production \
    ASPNETCORE_HTTP_PORTS=8080 \
    DOTNET_EnableDiagnostics=0
# The user that the image brings, who owns nothing here: all that is written is in the database, and /tmp for uploads.
USER $APP_UID
EXPOSE 8080
ENTRYPOINT ["dotnet", "Accounton.dll"]
