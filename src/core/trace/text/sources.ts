const extensions = new Set(
  (
    'ada adb asm bas c cc cjs clj cljs coffee cpp cr cs cts cu cxx d dart elm erb erl ex exs f90 fs fsx go gradle ' +
    'groovy h haml heex hh hpp hs html hxx inc ino java jl jruby js jsx kt kts leex lhs lua m mjs ml mm module mts nim pas ' +
    'php phtml pl pm pp ps1 psm1 pxd py pyx r R rake rb rbi rkt rs ru s S sc scala scm sh slim sql svelte swift t tcc ts ' +
    'tsx vala vb vue xrl yrl zig'
  ).split(' '),
);

/** Whether a file name's extension is one of source code: what tells `crash.cpp:4` from `redis.default:6379`. */
export function isSource(extension: string): boolean {
  return extensions.has(extension);
}
