import { backward } from './backward';
import { boost } from './boost';
import { csharp } from './csharp';
import { dotnetTest } from './dotnetTest';
import { gecko } from './gecko';
import { go } from './go';
import { goRace } from './goRace';
import { goTest } from './goTest';
import { ipython } from './ipython';
import { javascript } from './javascript';
import { jvm } from './jvm';
import { gradle, junit } from './jvmRunners';
import { dart } from './dart';
import { dartTerse } from './dartTerse';
import { elixir } from './elixir';
import { erlang } from './erlang';
import { eyre } from './eyre';
import { haskell } from './haskell';
import { headless } from './headless';
import { lua } from './lua';
import { perl } from './perl';
import { xdebug } from './xdebug';
import { r } from './r';
import { sanitizerRest } from './sanitizerRest';
import { swift } from './swift';
import { swiftLine } from './swiftLine';
import { unity } from './unity';
import { xunit } from './xunit';
import { tap } from './tap';
import { vitest } from './vitest';
import { monolog } from './monolog';
import { native } from './native';
import { php } from './php';
import { phpunit } from './phpunit';
import { pytest } from './pytest';
import { python } from './python';
import { rich } from './rich';
import { rspec } from './rspec';
import { ruby } from './ruby';
import { rust } from './rust';
import type { Recogniser } from '../text/found';

/** More specific forms come first: a Java frame is also nearly one of V8's. */
export const recognisers: readonly Recogniser[] = [
  ipython,
  rich,
  python,
  pytest,
  goRace,
  go,
  goTest,
  eyre,
  rust,
  rspec,
  ruby,
  php,
  monolog,
  phpunit,
  xdebug,
  junit,
  gradle,
  jvm,
  tap,
  vitest,
  javascript,
  unity,
  xunit,
  dotnetTest,
  csharp,
  gecko,
  dart,
  dartTerse,
  backward,
  native,
  sanitizerRest,
  boost,
  swift,
  swiftLine,
  elixir,
  erlang,
  lua,
  haskell,
  perl,
  r,
  headless,
];
