/** What native libraries and drivers may need to find themselves; nothing else of the app's environment. */
const passedNames = new Set([
  'PATH',
  'HOME',
  'USERPROFILE',
  'LANG',
  'LC_ALL',
  'TMPDIR',
  'TEMP',
  'TMP',
  'SYSTEMROOT',
  'WINDIR',
  'SYSTEMDRIVE',
  'COMSPEC',
  'PATHEXT',
  'PROGRAMFILES',
  'PROGRAMDATA',
  'LOCALAPPDATA',
  'APPDATA',
  'NUMBER_OF_PROCESSORS',
  'PROCESSOR_ARCHITECTURE',
  'LD_LIBRARY_PATH',
  'XDG_DATA_DIRS',
  'XDG_CONFIG_DIRS',
  'XDG_RUNTIME_DIR',
]);
const passedPrefixes = ['CUDA_', 'NVIDIA_', 'VK_', 'HIP_', 'ROCR_', 'HSA_', 'GGML_', 'MTL_'];

/**
 * The environment of a runner.
 * One libuv thread: every thread that touches a model grows a team of compute threads of its own, and the teams fight.
 */
export function runnerEnvironment(
  source: NodeJS.ProcessEnv,
  extra: Readonly<Record<string, string>> = {},
): NodeJS.ProcessEnv {
  const passed = Object.entries(source).filter(([name]) => isPassed(name.toUpperCase()));
  return {
    ...Object.fromEntries(passed),
    UV_THREADPOOL_SIZE: '1',
    // A crash would otherwise start a debugger to print its stack, and hang while doing so.
    GGML_NO_BACKTRACE: '1',
    ...extra,
  };
}

function isPassed(name: string): boolean {
  return passedNames.has(name) || passedPrefixes.some((prefix) => name.startsWith(prefix));
}
