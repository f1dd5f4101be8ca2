// Every TypeScript example of the documentation: compiled, run against the running server (CMS_URL), and what it
// prints compared with the comment behind each `console.log`.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const DIRECTORY = `${ROOT}.examples`;
const PAGES = { readme: `${ROOT}README.md`, guide: `${ROOT}../../docs/typescript.md` };
const DOCUMENTED = "http://localhost:8000";
// What examples take for granted from those above them.
const CLIENT = `import { createClient } from "cms-delivery-client";\nconst client = createClient({ baseUrl: "${DOCUMENTED}" });\n`;

function examplesOf([name, path]) {
  const blocks = readFileSync(path, "utf8").matchAll(/^```ts\n(.*?)^```$/gms);
  return [...blocks].map(([, code], index) => ({ name: `${name}-${index + 1}`, code }));
}

const examples = Object.entries(PAGES).flatMap(examplesOf);

function compile() {
  rmSync(DIRECTORY, { recursive: true, force: true });
  mkdirSync(DIRECTORY);
  for (const { name, code } of examples) {
    const whole = code.includes("createClient(") ? code : CLIENT + code;
    // A module even if it imports nothing.
    writeFileSync(`${DIRECTORY}/${name}.ts`, `${whole.replaceAll(DOCUMENTED, process.env.CMS_URL)}\nexport {};\n`);
  }
  const files = examples.map(({ name }) => `${name}.ts`);
  const settings = { extends: "../tsconfig.json", compilerOptions: { rootDir: ".", outDir: ".", declaration: false } };
  writeFileSync(`${DIRECTORY}/tsconfig.json`, JSON.stringify({ ...settings, files, include: [] }));
  execFileSync(process.execPath, [`${ROOT}node_modules/typescript/bin/tsc`, "-p", DIRECTORY], { stdio: "inherit" });
}

compile();

test("there are examples", () => {
  assert.ok(examples.length > 8);
});

for (const { name, code } of examples) {
  test(`${name} prints what it says`, async (context) => {
    const printed = [];
    context.mock.method(console, "log", (...values) => printed.push(values.join(" ")));
    await import(pathToFileURL(`${DIRECTORY}/${name}.js`));
    for (const [, said] of code.matchAll(/^console\.log\(.*\); \/\/ (.*)$/gm)) {
      assert.ok(printed.includes(said), `${said} is not among ${JSON.stringify(printed)}`);
    }
  });
}
