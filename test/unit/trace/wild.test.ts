import assert from 'node:assert/strict';
import { told } from './told';

/** Shortened from what people pasted into public issues. */
describe('traces as people paste them', () => {
  it('Android’s logcat, where R8 kept no file’s name', () => {
    const text = `2019-01-14 15:14:33.024 12309-12309/io.github.shop.debug E/AndroidRuntime: FATAL EXCEPTION: main
    Process: io.github.shop.debug, PID: 12309
    java.lang.IllegalStateException: Module with the Main dispatcher had failed to initialize
        at kotlinx.coroutines.internal.MissingMainCoroutineDispatcher.missing(MainDispatchers.kt:79)
        at kotlinx.coroutines.BuildersKt.launch(Unknown Source:1)
        at shop.MainActivity.onCreate(MainActivity.kt:31)
`;
    assert.deepEqual(told(text), [
      [
        'kotlin',
        [
          'thrown java.lang.IllegalStateException: Module with the Main dispatcher had failed to initialize',
          'kotlinx.coroutines.internal.MissingMainCoroutineDispatcher.missing MainDispatchers.kt:79:null',
          'kotlinx.coroutines.BuildersKt.launch Unknown Source:null:null',
          'shop.MainActivity.onCreate MainActivity.kt:31:null',
        ],
      ],
    ]);
  });

  it('Google Play’s console, which puts a blank in front of the place', () => {
    const text = `Exception java.lang.IllegalStateException:
  at kotlinx.coroutines.CancellableContinuationImpl.alreadyResumedError (CancellableContinuationImpl.kt:482)
  at io.homeassistant.WebSocketRepositoryImpl.handleMessage (WebSocketRepositoryImpl.kt:510)
  at java.lang.Thread.run (Thread.java:1012)
`;
    assert.deepEqual(told(text), [
      [
        'kotlin',
        [
          'thrown java.lang.IllegalStateException: null',
          'kotlinx.coroutines.CancellableContinuationImpl.alreadyResumedError CancellableContinuationImpl.kt:482:null',
          'io.homeassistant.WebSocketRepositoryImpl.handleMessage WebSocketRepositoryImpl.kt:510:null',
          'java.lang.Thread.run Thread.java:1012:null',
        ],
      ],
    ]);
  });

  it('Unity’s console', () => {
    const text = `NullReferenceException: Object reference not set to an instance of an object
Finder.FindMissing (System.String context, UnityEngine.GameObject[] objects) (at Assets/Finder/Editor/Finder.cs:67)
System.Array.Sort[T] (T[] array) (at <eae584ce26bc40229c1b1aa476bfa589>:0)
UnityEngine.GUIUtility:ProcessEvent(Int32, IntPtr) (at /build/Modules/IMGUI/GUIUtility.cs:189)
UnityEditor.EditorApplication:Internal_CallUpdateFunctions()

Next line.
`;
    assert.deepEqual(told(text), [
      [
        'csharp',
        [
          'thrown NullReferenceException: Object reference not set to an instance of an object',
          'Finder.FindMissing Assets/Finder/Editor/Finder.cs:67:null',
          'System.Array.Sort[T] <eae584ce26bc40229c1b1aa476bfa589>:null:null',
          'UnityEngine.GUIUtility:ProcessEvent /build/Modules/IMGUI/GUIUtility.cs:189:null',
          'UnityEditor.EditorApplication:Internal_CallUpdateFunctions :null:null',
        ],
      ],
    ]);
    assert.deepEqual(told('See Finder.Find (its) (at a.cs:67) for more.\nfoo.bar()\n'), []);
  });

  it('Mono without its debug information: no line is none', () => {
    const text = `NullReferenceException: Object reference not set to an instance of an object
  at Scp106PlayerScript.AnimateHighlightedText () [0x00000] in <filename unknown>:0 
  at Scp106PlayerScript.Update () [0x00000] in <filename unknown>:0 
`;
    assert.deepEqual(told(text), [
      [
        'csharp',
        [
          'thrown NullReferenceException: Object reference not set to an instance of an object',
          'Scp106PlayerScript.AnimateHighlightedText <filename unknown>:null:null',
          'Scp106PlayerScript.Update <filename unknown>:null:null',
        ],
      ],
    ]);
  });

  it('Rust’s inlined calls, which have no number of their own', () => {
    const text = `thread 'tokio-runtime-worker' panicked at 'no row', src/ledger.rs:9:5
stack backtrace:
  19:     0x56102b9aeea0 - tokio::task::harness::Harness<T,S>::poll::h7d1e096e091ae632
                               at /rustc/b8cedc00/src/libstd/panicking.rs:281
                           std::panic::catch_unwind::hd7abae9ff5d6f606
                               at /rustc/b8cedc00/src/libstd/panic.rs:394
  20:     0x56102b9af43f - shop::ledger::read::h7fc9a1c0189d9edd
                               at /srv/shop/src/ledger.rs:9
`;
    assert.deepEqual(told(text), [
      [
        'rust',
        [
          'thrown panic: no row',
          'tokio::task::harness::Harness<T,S>::poll /rustc/b8cedc00/src/libstd/panicking.rs:281:null',
          'std::panic::catch_unwind /rustc/b8cedc00/src/libstd/panic.rs:394:null',
          'shop::ledger::read /srv/shop/src/ledger.rs:9:null',
        ],
      ],
    ]);
  });

  it('Elixir before 1.10, which told no versions', () => {
    const text = `15:22:12.555 [error] GenServer Shop.Consumer terminating
** (FunctionClauseError) no function clause matching in Shop.Consumer.terminate/2
    lib/consumer.ex:306: Shop.Consumer.terminate({:noproc, [1]}, %{config: 1})
    (stdlib) gen_server.erl:673: :gen_server.try_terminate/3
Last message: :init
`;
    assert.deepEqual(told(text), [
      [
        'elixir',
        [
          'thrown FunctionClauseError: no function clause matching in Shop.Consumer.terminate/2',
          'Shop.Consumer.terminate lib/consumer.ex:306:null',
          ':gen_server.try_terminate/3 gen_server.erl:673:null',
        ],
      ],
    ]);
  });

  it('Erlang’s terms that go on in the next line', () => {
    const text = `=ERROR REPORT==== 31-Mar-2015::10:18:25 ===
** Generic server <0.112.0> terminating 
** Reason for termination == 
** {function_clause,
       [{'Elixir.ElixirTalk.Connect',terminate,
            [[{socket,1}],a],
            [{file,"lib/elixir_talk/connect.ex"},{line,81}]},
        {gen_server,try_terminate,3,[{file,"gen_server.erl"},{line,621}]},
        {proc_lib,init_p_do_apply,3,
            [{file,"proc_lib.erl"},{line,237}]}]}
`;
    assert.deepEqual(told(text), [
      [
        'erlang',
        [
          'thrown error: function_clause',
          "'Elixir.ElixirTalk.Connect':terminate/2 lib/elixir_talk/connect.ex:81:null",
          'gen_server:try_terminate/3 gen_server.erl:621:null',
          'proc_lib:init_p_do_apply/3 proc_lib.erl:237:null',
        ],
      ],
    ]);
  });

  it('Rich’s box around a traceback of Python, also a long one in a long log', () => {
    const row = (text: string) => `│ ${text.padEnd(96)} │\n`;
    const quiet = '2026-11-21T10:00:00Z INFO  request 7 took 3 ms\n'.repeat(600);
    const text = [
      `╭${'─'.repeat(31)} Traceback (most recent call last) ${'─'.repeat(32)}╮\n`,
      row('/home/dev/shop/run.py:5 in <module>'),
      row(''),
      row('❱ 5 │   refund("r-17")'),
      row('').repeat(400),
      row('/home/dev/shop/ledger.py:12 in read'),
      `╰${'─'.repeat(98)}╯\n`,
      'KeyError: no row\n',
    ].join('');
    const expected = [
      [
        'python',
        [
          'thrown KeyError: no row',
          'read /home/dev/shop/ledger.py:12:null',
          '<module> /home/dev/shop/run.py:5:null',
        ],
      ],
    ];
    assert.deepEqual(told(text.replace(row('').repeat(400), '')), expected);
    assert.deepEqual(told(quiet + text.replace(row('').repeat(400), row('').repeat(200)) + quiet), expected);
    assert.deepEqual(told(row('a table:12 in it').repeat(3)), []);
  });

  it('a class of Ruby with its modules', () => {
    const text = `ActionView::Template::Error: undefined method 'each' for nil
  app/views/shop/index.html.erb:14:in 'block in _app_views_shop_index'
  app/controllers/shop_controller.rb:7:in 'ShopController#index'
`;
    assert.deepEqual(told(text), [
      [
        'ruby',
        [
          "thrown ActionView::Template::Error: undefined method 'each' for nil",
          'block in _app_views_shop_index app/views/shop/index.html.erb:14:null',
          'ShopController#index app/controllers/shop_controller.rb:7:null',
        ],
      ],
    ]);
  });

  it('gdb, which tells the innermost frame when the program stops and again with all others', () => {
    const text = `Program terminated with signal SIGABRT, Aborted.
#0  __pthread_kill_implementation (no_tid=0, signo=6) at ./nptl/pthread_kill.c:44
44	./nptl/pthread_kill.c: No such file or directory.
[Current thread is 1 (Thread 0x7f2f86f4fe40 (LWP 112445))]
#0  __pthread_kill_implementation (no_tid=0, signo=6) at ./nptl/pthread_kill.c:44
#1  0x00007ffff56bd114 in qTerminate() () at /usr/lib/libQt6Core.so.6
#2  0x00007ffff56d6386 in ??? () at /usr/lib/libQt6Core.so.6
#3  0x000055e50164f1c2 in shop::read (id=17) at ledger.cpp:12
`;
    assert.deepEqual(told(text), [
      [
        'cpp',
        [
          'thrown SIGABRT: Aborted',
          '__pthread_kill_implementation ./nptl/pthread_kill.c:44:null',
          'qTerminate /usr/lib/libQt6Core.so.6:null:null',
          'null /usr/lib/libQt6Core.so.6:null:null',
          'shop::read ledger.cpp:12:null',
        ],
      ],
    ]);
  });

  it('Ruby as Rollbar shows it, in the form of Python', () => {
    const text = `Traceback (most recent call last):
  File "/srv/shop/app.rb", line 3, in <main>
  File "/srv/shop/lib/ledger.rb", line 12, in read
NoMethodError: undefined method 'amount' for nil
`;
    assert.deepEqual(told(text), [
      [
        'ruby',
        [
          "thrown NoMethodError: undefined method 'amount' for nil",
          'read /srv/shop/lib/ledger.rb:12:null',
          '<main> /srv/shop/app.rb:3:null',
        ],
      ],
    ]);
  });

  it('React’s invariants, whose name has a blank in it', () => {
    const message = 'Objects are not valid as a React child (found: object with keys {})';
    for (const [frames, files] of [
      [
        'invariant@http://localhost:8081/index.bundle:1044:15\nread@http://localhost:8081/a.js:9:2\n',
        'http:',
      ],
      ['    at invariant (/srv/invariant.js:40:15)\n    at read (/srv/a.js:9:2)\n', '/srv/'],
    ] as const) {
      const [trace, ...others] = told(`Invariant Violation: ${message}\n${frames}`);
      assert.equal(others.length, 0);
      const [name, ...calls] = [trace?.[1] ?? []].flat();
      assert.equal(name, `thrown Invariant Violation: ${message}`);
      assert.equal(calls.filter((line) => line.includes(files)).length, 2);
    }
  });

  it('what Elixir says of the process that was called and is gone', () => {
    const text = `** (exit) exited in: GenServer.call(Shop.Ledger, :read, 5000)
    ** (EXIT) no process: the process is not alive
    (elixir 1.14.0) lib/gen_server.ex:1038: GenServer.call/3
    (shop 0.1.0) lib/shop.ex:7: Shop.read/1
`;
    assert.deepEqual(told(text), [
      [
        'elixir',
        [
          'thrown exit: exited in: GenServer.call(Shop.Ledger, :read, 5000)\n    ** (EXIT) no process: the process is not alive',
          'GenServer.call/3 lib/gen_server.ex:1038:null',
          'Shop.read/1 lib/shop.ex:7:null',
        ],
      ],
    ]);
  });

  it('Ruby’s calls outside of any method, which had no name once', () => {
    const text = `/srv/shop/vendor/tasks.rb:31: no such file to load -- ledger (LoadError)
	from /srv/shop/lib/pay.rb:5:in \`require'
	from /srv/shop/lib/pay.rb:2
	from /srv/shop/app.rb:3:in \`load'
	from /srv/shop/app.rb:1
`;
    assert.deepEqual(told(text), [
      [
        'ruby',
        [
          'thrown LoadError: no such file to load -- ledger',
          'null /srv/shop/vendor/tasks.rb:31:null',
          'require /srv/shop/lib/pay.rb:5:null',
          'null /srv/shop/lib/pay.rb:2:null',
          'load /srv/shop/app.rb:3:null',
          'null /srv/shop/app.rb:1:null',
        ],
      ],
    ]);
  });
});
