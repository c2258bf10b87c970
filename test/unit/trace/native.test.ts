import assert from 'node:assert/strict';
import { told } from './told';

describe('what debuggers and sanitizers print of C and C++', () => {
  it('reads AddressSanitizer’s kind, its stack, and the stacks of what was done before', () => {
    const text = `=================================================================
==7==ERROR: AddressSanitizer: heap-use-after-free on address 0x602 at pc 0x1 bp 0x2 sp 0x3
READ of size 4 at 0x602 thread T0
    #0 0x4f1 in shop::Ledger::read(char const*, std::vector<int>&) const /home/dev/my shop/ledger.cpp:7:16
    #1 0x4f2 in (anonymous namespace)::run(int) /home/dev/shop/main.cpp:3
    #2 0x7f1 in __libc_start_main (/lib/libc.so.6+0x29d8f) (BuildId: 69389d)

0x602 is located 8 bytes inside of 16-byte region [0x602,0x612)
freed by thread T0 here:
    #0 0x7f2 in __interceptor_free ../../../../src/libsanitizer/asan/asan_malloc_linux.cpp:52
    #1 0x4f3 in refund /home/dev/shop/main.cpp:6

SUMMARY: AddressSanitizer: heap-use-after-free /home/dev/shop/ledger.cpp:7:16 in read
`;
    assert.deepEqual(told(text), [
      [
        'cpp',
        [
          'thrown heap-use-after-free: on address 0x602 at pc 0x1 bp 0x2 sp 0x3\nREAD of size 4 at 0x602 thread T0',
          'shop::Ledger::read /home/dev/my shop/ledger.cpp:7:16',
          '(anonymous namespace)::run /home/dev/shop/main.cpp:3:null',
          '__libc_start_main /lib/libc.so.6:null:null',
        ],
        [
          'member null: freed by thread T0 here',
          '__interceptor_free ../../../../src/libsanitizer/asan/asan_malloc_linux.cpp:52:null',
          'refund /home/dev/shop/main.cpp:6:null',
        ],
      ],
    ]);
  });
  it('names the error of a report that was cut in its first stack by the summary, and its innermost call', () => {
    const text = `    #4 0x7f1 in __libc_start_main csu/../csu/libc-start.c:360:3
    #5 0x5f1 in _start (/home/dev/shop/checked+0x23320)

  Uninitialized value was created by an allocation of 'rows' in the stack frame
    #0 0x4f1 in memory(int) /home/dev/shop/a.cpp:81

SUMMARY: MemorySanitizer: use-of-uninitialized-value /home/dev/my shop/a.cpp:31:44 in branch(int*, int)
`;
    const rest = [
      '__libc_start_main csu/../csu/libc-start.c:360:3',
      '_start /home/dev/shop/checked:null:null',
    ];
    const created = [
      "member null: Uninitialized value was created by an allocation of 'rows' in the stack frame",
      'memory /home/dev/shop/a.cpp:81:null',
    ];
    assert.deepEqual(told(text), [
      [
        'cpp',
        ['thrown use-of-uninitialized-value: null', 'branch /home/dev/my shop/a.cpp:31:44', ...rest],
        created,
      ],
    ]);
    const placeless = text
      .replace(/SUMMARY.*/, 'SUMMARY: AddressSanitizer: 7 byte(s) leaked in 1 allocation(s).')
      .replace(/ {2}Uninit.*/, 'previously allocated here:');
    assert.deepEqual(told(placeless), [
      [
        'cpp',
        ['thrown null: 7 byte(s) leaked in 1 allocation(s).', ...rest],
        ['member null: previously allocated here', 'memory /home/dev/shop/a.cpp:81:null'],
      ],
    ]);
    const kind = told(text.replace(/value \/home.*/, 'value'))[0]?.[1]?.[0];
    assert.equal(kind, 'thrown use-of-uninitialized-value: null');
    // Another report's summary is not this one's.
    const report = '==7==ERROR: AddressSanitizer: SEGV on unknown address\n    #0 0x4f1 in f /a/b.c:7:16\n';
    const [first] = told(text.replace('SUMMARY: ', `${report}SUMMARY: `));
    assert.deepEqual(first, ['cpp', ['thrown null: null', 'memory /home/dev/shop/a.cpp:81:null']]);
  });
  it('reads both sides of a data race', () => {
    const text = `WARNING: ThreadSanitizer: data race (pid=4242)
  Write of size 4 at 0x000001 by thread T1:
    #0 worker(void*) /home/dev/shop/race.c:7:11 (race+0x4a1b)
    #1 <null> <null> (libtsan.so.0+0x29b3d)

  Previous write of size 4 at 0x000001 by main thread:
    #0 main /home/dev/shop/race.c:14:11 (race+0x4a1b)

SUMMARY: ThreadSanitizer: data race /home/dev/shop/race.c:7:11 in worker(void*)
`;
    assert.deepEqual(told(text), [
      [
        'c',
        [
          'thrown data race: Write of size 4 at 0x000001 by thread T1',
          'worker /home/dev/shop/race.c:7:11',
          'null libtsan.so.0:null:null',
        ],
        [
          'member null: Previous write of size 4 at 0x000001 by main thread',
          'main /home/dev/shop/race.c:14:11',
        ],
      ],
    ]);
  });
  it('calls what ThreadSanitizer found by its whole name, and nothing by `<null>`', () => {
    const kinds = [
      'unlock of an unlocked mutex (or by a wrong thread)',
      'thread leak',
      'destroy of a locked mutex',
    ];
    for (const kind of kinds)
      assert.deepEqual(
        told(`WARNING: ThreadSanitizer: ${kind} (pid=4242)
    #0 operator new(unsigned long) <null> (race+0x4a1b) (BuildId: e20c)
    #1 <null> <null> (libtsan.so.0+0x29b3d)
    #2 main race.cpp:3:5 (race+0x4a1d)
`),
        [
          [
            'cpp',
            [
              `thrown ${kind}: null`,
              'operator new race:null:null',
              'null libtsan.so.0:null:null',
              'main race.cpp:3:5',
            ],
          ],
        ],
      );
  });
  it('reads an undefined behaviour with and without its stack', () => {
    const said = "ub.c:1:55: runtime error: index 6 out of bounds for type 'int [2]'\n";
    const title = "thrown runtime error: index 6 out of bounds for type 'int [2]'";
    assert.deepEqual(told(said), [['c', [title, 'null ub.c:1:55']]]);
    assert.deepEqual(
      told(
        `${said}    #0 0x56 in main /home/dev/shop/ub.c:1\n    #1 0xa0 in _start (/home/dev/shop/ub+0x10a0)\n`,
      ),
      [['c', [title, 'main /home/dev/shop/ub.c:1:null', '_start /home/dev/shop/ub:null:null']]],
    );
  });
  it('reads gdb’s backtrace with the exception that nobody caught', () => {
    const text = `terminate called after throwing an instance of 'std::runtime_error'
  what():  no row

Program received signal SIGABRT, Aborted.
#0  __GI_raise (sig=sig@entry=6) at ../sysdeps/posix/raise.c:26
#1  0x00007ffff7ca4f26 in ?? () from /lib/x86_64-linux-gnu/libstdc++.so.6
#2  std::function<int (int)>::operator() (this=0x7ff, id="r-17) at x.c:3") at /usr/include/c++/12/bits/std_function.h:591
#3  0x0000555555555211 in main () at crash.cpp:4
`;
    assert.deepEqual(told(text), [
      [
        'cpp',
        [
          'thrown std::runtime_error: no row',
          '__GI_raise ../sysdeps/posix/raise.c:26:null',
          'null /lib/x86_64-linux-gnu/libstdc++.so.6:null:null',
          'std::function<int (int)>::operator() /usr/include/c++/12/bits/std_function.h:591:null',
          'main crash.cpp:4:null',
        ],
      ],
    ]);
  });
  it('reads lldb’s frames and why it stopped', () => {
    const text = `* thread #1, queue = 'main', stop reason = EXC_BAD_ACCESS (code=1, address=0x0)
  * frame #0: 0x0000000100003f50 shop\`shop::Ledger::read(this=0x00, id="r-17") const at ledger.cpp:7:16 [opt]
    frame #1: 0x000000018bc3 dyld\`start + 1942
`;
    assert.deepEqual(told(text), [
      [
        'cpp',
        [
          'thrown EXC_BAD_ACCESS: (code=1, address=0x0)',
          'shop::Ledger::read ledger.cpp:7:16',
          'start dyld:null:null',
        ],
      ],
    ]);
  });
  it('reads valgrind’s error and the block that it is about', () => {
    const text = `==42== Invalid read of size 4
==42==    at 0x109178: read_row (uaf.c:3)
==42==    by 0x1091C1: main (uaf.c:9)
==42==  Address 0x4a40048 is 8 bytes inside a block of size 16 free'd
==42==    at 0x484417B: free (in /usr/libexec/valgrind/vgpreload_memcheck-amd64-linux.so)
==42==    by 0x1091C1: main (uaf.c:8)
==42== 
`;
    assert.deepEqual(told(text), [
      [
        'c',
        ['thrown null: Invalid read of size 4', 'read_row uaf.c:3:null', 'main uaf.c:9:null'],
        [
          "member null: Address 0x4a40048 is 8 bytes inside a block of size 16 free'd",
          'free /usr/libexec/valgrind/vgpreload_memcheck-amd64-linux.so:null:null',
          'main uaf.c:8:null',
        ],
      ],
    ]);
  });
  it('calls a template by its name, without the result in front of it', () => {
    const called = (name: string) =>
      told(`a.cpp:1:2: runtime error: x\n    #0 0x56 in ${name} /home/dev/a.cpp:1:2\n`)[0]?.[1]?.[1];
    const names = {
      'int shop::take<int>(int*, int)': 'shop::take<int>',
      'decltype((fp) + (1)) dec<int>(int) const': 'dec<int>',
      'A::operator long<long>() const': 'A::operator long<long>',
      'bool operator><int>(std::vector<int> const&, A const&)': 'operator><int>',
      'std::map<int, long> shop::operator<< <char>(char)': 'shop::operator<< <char>',
      "int run<int>(int)::'lambda'(int)::operator()(int) const": "run<int>(int)::'lambda'(int)::operator()",
      '(anonymous namespace)::take<shop::Row const *>(int)': '(anonymous namespace)::take<shop::Row const *>',
      'non-virtual thunk to shop::Shelf<int>::at(int)': 'non-virtual thunk to shop::Shelf<int>::at',
      'specialized Shelf.at<A>(by:)': 'specialized Shelf.at<A>',
      'operator new(unsigned long)': 'operator new',
    };
    for (const [printed, name] of Object.entries(names))
      assert.equal(called(printed), `${name} /home/dev/a.cpp:1:2`);
  });
  it('gives nothing for numbers in prose and for a lone address', () => {
    assert.deepEqual(
      told('#0 is the first issue\n#01 foo (bar)\nWe saw #0 0x12 in prose.\n    at 0x12: no\n'),
      [],
    );
  });
});
