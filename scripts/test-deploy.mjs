// The tests that deploy for real, with Docker. There are none yet: what is built so far is proven
// without an engine (test:tools runs the endpoint and the probes). Says so instead of passing silently.
console.log('test:deploy: skipped: no test needs a Docker engine yet');
