import type { Ecosystem, UsedPackage } from './packages';

interface Frameworks {
  readonly ecosystem: Ecosystem;
  /** The files that say what a package uses. */
  readonly manifests: readonly string[];
  /** What an application is built on, the more telling first. */
  readonly names: readonly string[];
}

const jvm: Frameworks = {
  ecosystem: 'jar',
  manifests: ['pom.xml', 'build.gradle', 'build.gradle.kts'],
  names: ['spring-boot', 'quarkus', 'micronaut'],
};

const frameworks: Readonly<Record<string, Frameworks>> = {
  javascript: {
    ecosystem: 'npm',
    manifests: ['package.json'],
    names: [
      ...[
        'next',
        'nuxt',
        '@angular/core',
        '@remix-run/react',
        'gatsby',
        'astro',
        '@sveltejs/kit',
        'electron',
      ],
      ...['@nestjs/core', 'express', 'fastify', 'koa', '@hapi/hapi', 'hono'],
      ...['react-native', 'react', 'vue', 'svelte', 'solid-js', 'preact'],
    ],
  },
  python: {
    ecosystem: 'python',
    manifests: ['pyproject.toml', 'requirements.txt', 'Pipfile', 'setup.cfg', 'setup.py'],
    names: ['django', 'fastapi', 'flask', 'aiohttp', 'tornado', 'pyramid', 'starlette', 'celery'],
  },
  ruby: { ecosystem: 'gem', manifests: ['Gemfile'], names: ['rails', 'hanami', 'sinatra', 'grape'] },
  php: {
    ecosystem: 'composer',
    manifests: ['composer.json'],
    names: [
      ...['laravel/framework', 'symfony/framework-bundle', 'symfony/http-kernel', 'cakephp/cakephp'],
      ...['yiisoft/yii2', 'codeigniter4/framework', 'slim/slim', 'drupal/core', 'drupal/core-recommended'],
    ],
  },
  go: {
    ecosystem: 'go',
    manifests: ['go.mod'],
    names: [
      ...['github.com/gin-gonic/gin', 'github.com/labstack/echo/v4', 'github.com/gofiber/fiber/v2'],
      ...['github.com/gofiber/fiber/v3', 'github.com/go-chi/chi/v5', 'github.com/beego/beego/v2'],
    ],
  },
  rust: {
    ecosystem: 'cargo',
    manifests: ['Cargo.toml'],
    names: ['actix-web', 'axum', 'rocket', 'warp', 'tauri', 'bevy', 'leptos', 'tokio'],
  },
  elixir: { ecosystem: 'hex', manifests: ['mix.exs'], names: ['phoenix', 'nerves', 'plug'] },
  dart: {
    ecosystem: 'pub',
    manifests: ['pubspec.yaml'],
    names: ['flutter', 'serverpod', 'dart_frog', 'shelf'],
  },
  swift: {
    ecosystem: 'swift',
    manifests: ['Package.swift'],
    names: ['vapor', 'hummingbird', 'swift-composable-architecture', 'swift-nio'],
  },
  java: jvm,
  kotlin: jvm,
  scala: jvm,
  groovy: jvm,
};

/** What stands on two is named with both: Next.js and React. */
const mostFrameworks = 2;
const longestManifest = 500_000;

/** The names of the files that say which frameworks a package of this language is built on. */
export function frameworkManifests(language: string): readonly string[] {
  return frameworks[language]?.manifests ?? [];
}

/** The frameworks that a manifest names; their versions are the lockfile's to tell, except where the manifest pins them. */
export function frameworksIn(language: string, manifest: string, text: string): readonly UsedPackage[] {
  const known = frameworks[language];
  if (!known || text.length > longestManifest) return [];
  const { ecosystem, names } = known;
  const kind = manifest.slice(manifest.lastIndexOf('/') + 1);
  const isDirect = directIn(kind, text);
  return names
    .flatMap((name): UsedPackage[] => {
      if (ecosystem !== 'jar') return isDirect(name) ? [{ name, version: null, ecosystem }] : [];
      const version = pinnedJar(kind, name, text);
      return version === null ? [] : [{ name, version, ecosystem }];
    })
    .slice(0, mostFrameworks);
}

/** Whether a manifest asks for a package itself. */
function directIn(kind: string, text: string): (name: string) => boolean {
  if (kind.endsWith('.json')) {
    const value = jsonOf(text);
    const asked = new Set(sections.flatMap((section) => keysOf(value, section)));
    return (name) => asked.has(name);
  }
  if (kind === 'go.mod') {
    const own = text.split('\n').filter((line) => !line.includes('// indirect'));
    return (name) => own.some((line) => line.includes(`${name} v`));
  }
  const words = new Set(
    text
      .split('\n')
      .map((line) => line.replace(/(?:^|\s)(?:#|\/\/).*$/, ''))
      .join('\n')
      .toLowerCase()
      .match(/[a-z0-9][a-z0-9_-]{0,60}/g),
  );
  return (name) => words.has(name);
}

const sections = ['dependencies', 'devDependencies', 'peerDependencies', 'require'] as const;

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function keysOf(value: unknown, section: string): readonly string[] {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, section) : null;
  return typeof found === 'object' && found !== null ? Object.keys(found) : [];
}

/** Where a build of the JVM pins its framework: the parent or the bill of materials, or the plugin. */
const jars: Readonly<Record<string, Readonly<Record<'pom' | 'gradle', RegExp>>>> = {
  'spring-boot': {
    pom: /<artifactId>spring-boot-(?:starter-parent|dependencies)<\/artifactId>\s{0,80}<version>(\d[\w.-]{0,40})</,
    gradle: /\borg\.springframework\.boot["')]{1,3}[ \t]{1,4}version[ \t(]{1,4}["'](\d[\w.-]{0,40})["']/,
  },
  quarkus: {
    pom: /<quarkus\.platform\.version>(\d[\w.-]{0,40})</,
    gradle: /\bio\.quarkus["')]{1,3}[ \t]{1,4}version[ \t(]{1,4}["'](\d[\w.-]{0,40})["']/,
  },
  micronaut: {
    pom: /<artifactId>micronaut(?:-platform)?-parent<\/artifactId>\s{0,80}<version>(\d[\w.-]{0,40})</,
    gradle: /\bmicronautVersion[ \t]{0,4}[=:][ \t]{0,4}["']?(\d[\w.-]{0,40})/,
  },
};

function pinnedJar(kind: string, name: string, text: string): string | null {
  return jars[name]?.[kind === 'pom.xml' ? 'pom' : 'gradle'].exec(text)?.[1] ?? null;
}
