// Three of ten calls crash. Most do so in name only, as Lambda would report it; starting a process anew for each would take the test's time.

let calls = 0;

export const handler = async ({ number }) => {
  calls++;
  if (calls % 100 === 50) process.exit(1);
  if (calls % 10 === 3 || calls % 10 === 6 || calls % 10 === 8) {
    const crash = new Error("RequestId: 1 Error: Runtime exited with error: exit status 1");
    crash.name = "Runtime.ExitError";
    throw crash;
  }
  return { number };
};
