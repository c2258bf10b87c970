import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createFiles } from '../../../src/adapters/files';
import { createGit } from '../../../src/adapters/git';
import { lockedVersion } from '../../../src/core/report/lockfiles';
import { aspNetIn, nugetCalled, projectAbove } from '../../../src/core/report/nuget';
import { pinnedIn } from '../../../src/core/report/pinned';
import { reportBug } from '../../../src/usecases/report/reportBug';
import { assertLinear } from '../../unit/growth';

const pubspecLock = `packages:
  flutter:
    dependency: "direct main"
    description: flutter
    source: sdk
    version: "0.0.0"
  shelf:
    dependency: "direct main"
    description:
      name: shelf
      sha256: "0123"
      url: "https://pub.dev"
    source: hosted
    version: "1.4.1"
sdks:
  dart: ">=3.5.0 <4.0.0"
  flutter: ">=3.24.0"
`;
const resolved = `{
  "pins" : [
    {
      "identity" : "vapor",
      "kind" : "remoteSourceControl",
      "location" : "https://github.com/vapor/vapor.git",
      "state" : { "revision" : "aa", "version" : "4.92.1" }
    },
    {
      "identity" : "swift-nio",
      "kind" : "remoteSourceControl",
      "location" : "https://github.com/apple/swift-nio",
      "state" : { "branch" : "main", "revision" : "bb" }
    },
    {
      "identity" : "swift-log",
      "kind" : "remoteSourceControl",
      "location" : "https://github.com/apple/swift-log.git",
      "state" : { "revision" : "cc", "version" : "1.5.4" }
    }
  ],
  "version" : 2
}
`;
const oldResolved = `{ "object": { "pins": [ { "package": "Alamofire", "repositoryURL": "https://github.com/Alamofire/Alamofire.git",
  "state": { "branch": null, "revision": "aa", "version": "5.4.0" } } ] }, "version": 1 }`;
const packagesLock = `{
  "version": 1,
  "dependencies": {
    "net8.0": {
      "Dapper": {
        "type": "Direct",
        "requested": "[2.1.35, )",
        "resolved": "2.1.35",
        "contentHash": "x"
      },
      "Newtonsoft.Json": {
        "type": "Transitive",
        "resolved": "13.0.3"
      }
    }
  }
}
`;
const project = `<Project Sdk="Microsoft.NET.Sdk.Web">
  <PropertyGroup><TargetFramework>net8.0</TargetFramework><Version>2.3.0</Version></PropertyGroup>
  <ItemGroup><PackageReference Include="Dapper" Version="2.0.0" /><PackageReference Include="Polly" Version="8.4.1" /></ItemGroup>
</Project>
`;

describe('the lockfiles of Dart, Swift and .NET', () => {
  const locked = (file: string, text: string, name: string): string | null =>
    lockedVersion(file, text, { name, version: null, ecosystem: 'swift' });
  it('tell the versions of packages; what comes with an SDK has none of its own', () => {
    assert.equal(locked('app/pubspec.lock', pubspecLock, 'shelf'), '1.4.1');
    assert.equal(locked('app/pubspec.lock', pubspecLock, 'flutter'), null);
    assert.equal(locked('Package.resolved', resolved, 'vapor'), '4.92.1');
    assert.equal(locked('Package.resolved', resolved, 'swift-nio'), null, 'it is pinned to a branch');
    assert.equal(locked('Package.resolved', resolved, 'swift-log'), '1.5.4');
    assert.equal(locked('Package.resolved', oldResolved, 'Alamofire'), '5.4.0');
  });
  it('tell what a checkout wants of Flutter, Dart, Swift and .NET', () => {
    const pinned = (language: string, file: string, text: string) => pinnedIn(language, file, text);
    assert.deepEqual(pinned('dart', '.fvmrc', '{ "flutter": "3.24.0" }'), {
      name: '.fvmrc’s flutter',
      value: '3.24.0',
    });
    assert.deepEqual(pinned('dart', 'pubspec.lock', pubspecLock), {
      name: 'pubspec.lock’s flutter',
      value: '>=3.24.0',
    });
    const dart = pubspecLock.replace(/ {2}flutter: ">=.*\n/, '');
    assert.equal(pinned('dart', 'pubspec.lock', dart)?.value, '>=3.5.0 <4.0.0');
    assert.equal(pinned('swift', '.swift-version', '5.10\n')?.value, '5.10');
    assert.equal(pinned('csharp', 'global.json', '{"sdk":{"version":"8.0.100"}}')?.value, '8.0.100');
  });
  it('tell the packages that .NET calls, by the longest name, the more exact file first', () => {
    const called = (functions: readonly string[], ...texts: readonly string[]): readonly string[] =>
      nugetCalled(functions, texts).map(({ name, version }) => `${name} ${version}`);
    const functions = ['Newtonsoft.Json.JsonConvert.DeserializeObject[T]', 'Dapper.SqlMapper.Query[T]'];
    assert.deepEqual(called(functions, project, packagesLock), ['Newtonsoft.Json 13.0.3', 'Dapper 2.1.35']);
    assert.deepEqual(called(['Dapper.X.Y', 'Polly.Policy.Do'], project), ['Dapper 2.0.0', 'Polly 8.4.1']);
    const assets = `{"libraries": {"Serilog/4.0.1": {"sha512": "a+b==", "type": "package"}, "Shop/1.0.0": {"type": "project"}}}`;
    assert.deepEqual(called(['Serilog.Log.Write', 'Shop.Pay.Run'], assets), ['Serilog 4.0.1']);
    assert.deepEqual(called(['Dapper', 'DapperX.Y', 'System.String.Join'], packagesLock), []);
    assert.equal(aspNetIn(project)?.version, '8.0');
    assert.equal(aspNetIn(project.replace('.Web', '')), null);
    assert.equal(
      projectAbove(['b/B.csproj', 'a/A.csproj', 'a/x/X.fsproj', 'R.sln'], 'a/x/p/P.cs'),
      'a/x/X.fsproj',
    );
    assert.equal(projectAbove(['b/B.csproj'], 'a/A.cs'), null);
  });
  it('are read in time that grows with their length only', () => {
    const near = [
      '"A": { "type": "Direct", "requested": "',
      '"A/1.0": { "sha512": "',
      '<PackageReference Include="A" ',
    ];
    const filled = (text: string, size: number): string => text.repeat(Math.ceil(size / text.length));
    for (const each of near) assertLinear((size) => nugetCalled(['A.b'], [filled(each, size)]), 20_000, each);
    assertLinear((size) => locked('Package.resolved', filled('/vapor"', size), 'vapor'), 20_000);
    assertLinear((size) => pinnedIn('dart', 'pubspec.lock', filled('\nsdks:\n  dart: "', size)), 20_000);
  });
});

describe('the environment of a report', () => {
  let root: string;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'baton-ecosystems-'));
    const written: Readonly<Record<string, string>> = {
      'app/pubspec.yaml':
        'name: app\nversion: 1.2.0\ndependencies:\n  flutter:\n    sdk: flutter\n  shelf: ^1.4.0\n',
      'app/pubspec.lock': pubspecLock,
      'app/lib/ledger.dart': 'read();\n',
      'Package.swift': '.package(url: "https://github.com/vapor/vapor.git", from: "4.0.0")\n',
      'Package.resolved': resolved,
      'Sources/Shop/Ledger.swift': 'read()\n',
      'ios/App.xcodeproj/project.xcworkspace/xcshareddata/swiftpm/Package.resolved': oldResolved,
      'ios/App/Pay.swift': 'pay()\n',
      'src/Shop/Shop.csproj': project,
      'src/Shop/packages.lock.json': packagesLock,
      'src/Shop/Pay.cs': 'Run();\n',
    };
    for (const [path, text] of Object.entries(written)) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
  });
  after(() => rm(root, { recursive: true, force: true }));
  const environmentOf = async (text: string): Promise<string> => {
    const machine = { os: 'linux x64', zone: 'UTC', zoneData: '2025c' };
    const ports = { git: createGit(), files: createFiles(), machine };
    const { markdown } = await reportBug({ text, workspaces: [root] }, ports);
    return /^\*\*Environment:\*\* (.*)$/m.exec(markdown)?.[1] ?? '';
  };

  it('names the packages on a trace of Dart, and the Flutter that is wanted', async () => {
    const found = await environmentOf(
      'Unhandled exception:\nBad state: no row\n#0      Ledger.read (package:app/ledger.dart:1:1)\n#1      handler (package:shelf/src/cascade.dart:31:7)\n',
    );
    assert.match(found, /`app` `1\.2\.0`[^]*`shelf` `1\.4\.1`/);
    assert.match(found, /`pubspec\.lock’s flutter` `>=3\.24\.0`/);
    assert.equal(found.split('`app`').length, 2, 'the own package is no package of others');
  });
  it('names the packages on a trace of Swift', async () => {
    const found = await environmentOf(
      `Thread 0 "app" crashed:\n\n0 0x0000000000401234 read(_:) + 12 in app at ${root}/Sources/Shop/Ledger.swift:1:1\n1 0x0000000000401235 closure #1 in Application.run() + 12 in app at ${root}/.build/checkouts/swift-log/Sources/Logging/Log.swift:70:9\n`,
    );
    assert.match(found, /`vapor` `4\.92\.1`, `swift-log` `1\.5\.4`/);
  });
  it('names the packages that Xcode resolved for a project', async () => {
    const found = await environmentOf(
      `Thread 0 "app" crashed:\n\n0 0x0000000000401234 pay(_:) + 12 in app at ${root}/ios/App/Pay.swift:1:1\n1 0x0000000000401235 closure #1 in Session.run() + 12 in app at /b/SourcePackages/checkouts/Alamofire/Source/Session.swift:70:9\n`,
    );
    assert.match(found, /`Alamofire` `5\.4\.0`/);
  });
  it('names the packages that .NET went through, by their names, and what the project is built on', async () => {
    const found = await environmentOf(
      `Unhandled exception. Newtonsoft.Json.JsonReaderException: Unexpected character.\n   at Newtonsoft.Json.JsonConvert.DeserializeObject[T](String value)\n   at Shop.Pay.Run(String id) in ${root}/src/Shop/Pay.cs:line 1\n`,
    );
    assert.match(found, /`Shop` `2\.3\.0`, `ASP\.NET Core` `8\.0`, `Newtonsoft\.Json` `13\.0\.3`/);
  });
});
