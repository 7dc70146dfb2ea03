let passed = 0;
let failed = 0;

/** Runs one check and says how it went; a failure does not stop the others. */
export function check(name, work) {
  try {
    work();
    passed += 1;
    console.log(`  ok  ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`  FAILED  ${name}\n${error.message}`);
  }
}

/** The same of work that takes turns with something else. */
export async function checkAsync(name, work) {
  let failure;
  try {
    await work();
  } catch (error) {
    failure = error;
  }
  check(name, () => {
    if (failure !== undefined) throw failure;
  });
}

/** Closes with the counts, in the form that CI reads. */
export function conclude() {
  const failures = failed === 0 ? '' : `${failed} failed, `;
  console.log(`Tests: ${failures}${passed} passed, ${passed + failed} total`);
  process.exitCode = failed === 0 ? 0 : 1;
}
