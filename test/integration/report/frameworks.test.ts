import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createFiles } from '../../../src/adapters/files';
import { createGit } from '../../../src/adapters/git';
import { frameworksIn } from '../../../src/core/report/frameworks';
import { reportBug } from '../../../src/usecases/report/reportBug';

describe('the frameworks that a manifest names', () => {
  const named = (language: string, manifest: string, text: string): string =>
    frameworksIn(language, manifest, text)
      .map(({ name, version }) => (version === null ? name : `${name} ${version}`))
      .join(', ');

  it('are known in each language', () => {
    const json = '{"name":"shop","dependencies":{"react":"^18","next":"14"},"devDependencies":{"vue":"3"}}';
    assert.equal(named('javascript', 'web/package.json', json), 'next, react');
    assert.equal(named('python', 'pyproject.toml', '[project]\ndependencies = ["Django>=4.2"]\n'), 'django');
    assert.equal(named('python', 'requirements.txt', '# flask\ncelery[redis]==5.3\n'), 'celery');
    assert.equal(named('ruby', 'Gemfile', 'gem "rails", "~> 7.1"\n# gem "sinatra"\n'), 'rails');
    assert.equal(
      named('php', 'composer.json', '{"require":{"laravel/framework":"^11.0"}}'),
      'laravel/framework',
    );
    assert.equal(
      named('go', 'go.mod', 'require (\n\tgithub.com/gin-gonic/gin v1.9.1\n)\n'),
      'github.com/gin-gonic/gin',
    );
    assert.equal(named('rust', 'Cargo.toml', '[dependencies]\naxum = "0.7"\n'), 'axum');
    const pubspec = 'dependencies:\n  flutter:\n    sdk: flutter\n  # shelf: 1\n';
    assert.equal(named('dart', 'pubspec.yaml', pubspec), 'flutter');
    const swift =
      '.package(url: "https://github.com/vapor/vapor.git", from: "4.0.0"),\n  // .package(url: "x/hummingbird")\n';
    assert.equal(named('swift', 'Package.swift', swift), 'vapor');
    assert.equal(named('elixir', 'mix.exs', '{:phoenix, "~> 1.7"}'), 'phoenix');
  });
  it('have the version that a build of the JVM pins', () => {
    const parent =
      '<parent>\n<groupId>org.springframework.boot</groupId>\n<artifactId>spring-boot-starter-parent</artifactId>\n<version>3.2.1</version>\n</parent>';
    assert.equal(named('java', 'pom.xml', parent), 'spring-boot 3.2.1');
    assert.equal(
      named('kotlin', 'build.gradle.kts', 'id("org.springframework.boot") version "3.3.0"'),
      'spring-boot 3.3.0',
    );
    assert.equal(
      named('java', 'build.gradle', "id 'org.springframework.boot' version '2.7.18'"),
      'spring-boot 2.7.18',
    );
    assert.equal(named('java', 'pom.xml', '<artifactId>spring-boot-starter-parent</artifactId>'), '');
  });
  it('are none that only a comment, another package or a broken file names', () => {
    assert.equal(named('javascript', 'package.json', '{"name":"react","keywords":["vue"]}'), '');
    assert.equal(named('javascript', 'package.json', '{"dependencies":{"react"'), '');
    assert.equal(named('python', 'requirements.txt', 'django-stubs==1\nflask_login\n'), '');
    assert.equal(named('go', 'go.mod', '\tgithub.com/gin-gonic/gin v1.9.1 // indirect\n'), '');
    assert.equal(named('cobol', 'package.json', '{"dependencies":{"react":"1"}}'), '');
  });
});

describe('the environment of a report', () => {
  let root: string;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'baton-frameworks-'));
    const lock = {
      packages: { 'node_modules/next': { version: '14.2.3' }, 'node_modules/pg': { version: '8.1.0' } },
    };
    const written: Readonly<Record<string, string>> = {
      'package-lock.json': JSON.stringify(lock, null, 2),
      'web/package.json': '{"name":"web","dependencies":{"next":"^14","react":"^18"}}',
      'web/pay.js': 'exports.pay = (row) => row.amount;\n',
      'tool/package.json': '{"name":"tool"}',
      'tool/run.js': 'run();\n',
    };
    for (const [path, text] of Object.entries(written)) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
  });
  after(() => rm(root, { recursive: true, force: true }));
  const environmentOf = async (path: string, through = '') => {
    const text = `TypeError: no amount\n${through}    at exports.pay (${root}/${path}:1:28)\n`;
    const machine = { os: 'linux x64', zone: 'UTC', zoneData: '2025c' };
    const ports = { git: createGit(), files: createFiles(), machine };
    const { markdown } = await reportBug({ text, workspaces: [root] }, ports);
    return /^\*\*Environment:\*\* (.*)$/m.exec(markdown)?.[1] ?? '';
  };

  it('names the framework that the code is built on, by the lockfile, although no call went through it', async () => {
    assert.match(await environmentOf('web/pay.js'), /`web`, `next` `14\.2\.3`/);
    assert.doesNotMatch(await environmentOf('web/pay.js'), /react/, 'the lockfile does not tell');
    assert.doesNotMatch(await environmentOf('tool/run.js'), /next/);
  });
  it('names it once where the trace goes through it', async () => {
    const through = `    at run (${root}/node_modules/next/dist/server.js:9:1)\n    at query (${root}/node_modules/pg/lib/x.js:2:1)\n`;
    const found = await environmentOf('web/pay.js', through);
    assert.match(found, /`next` `14\.2\.3`, `pg` `8\.1\.0`/);
    assert.equal(found.split('`next`').length, 2);
  });
});
