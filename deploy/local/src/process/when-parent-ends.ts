const checkEveryMs = 500;

/**
 * npm runs a script through a shell, and the shell passes no signal on: when npm is told to end, the script is left
 * behind without knowing. It sees that its parent is another one now.
 */
export function whenParentEnds(react: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    react();
  }, checkEveryMs);
  timer.unref();
}
