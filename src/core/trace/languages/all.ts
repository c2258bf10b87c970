import { csharp } from './csharp';
import { gecko } from './gecko';
import { go } from './go';
import { ipython } from './ipython';
import { javascript } from './javascript';
import { jvm } from './jvm';
import { dart } from './dart';
import { elixir } from './elixir';
import { haskell } from './haskell';
import { headless } from './headless';
import { lua } from './lua';
import { perl } from './perl';
import { r } from './r';
import { swift } from './swift';
import { tap } from './tap';
import { vitest } from './vitest';
import { native } from './native';
import { php } from './php';
import { pytest } from './pytest';
import { python } from './python';
import { ruby } from './ruby';
import { rust } from './rust';
import type { Recogniser } from '../text/found';

/** More specific forms come first: a Java frame is also nearly one of V8's. */
export const recognisers: readonly Recogniser[] = [
  ipython,
  python,
  pytest,
  go,
  rust,
  ruby,
  php,
  jvm,
  tap,
  vitest,
  javascript,
  csharp,
  gecko,
  dart,
  native,
  swift,
  elixir,
  lua,
  haskell,
  perl,
  r,
  headless,
];
