// Becomes the first operator and the first Admin of a new installation, as people do, and measures four pages on the way.
// Arguments: the application's address, the operator's link, the folder that mails are written to.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import lighthouse from "lighthouse";
import puppeteer from "puppeteer-core";

const [site, operatorLink, mails] = process.argv.slice(2);
const bars = { performance: 95, accessibility: 100, "best-practices": 100 };
const password = "een lange zin om mee te meten";

const browser = await puppeteer.launch({
  executablePath: [process.env.ACCOUNTON_TEST_CHROMIUM, "/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/google-chrome"].find(program => program && existsSync(program)),
  args: ["--no-sandbox", "--disable-background-networking"],
});
const page = await browser.newPage();
let failed = false;

async function send(fields) {
  for (const [name, value] of Object.entries(fields)) await page.type(`main [name=${name}]`, value);
  await Promise.all([page.waitForNavigation(), page.click("main form button[type=submit]")]);
}

async function invitation() {
  for (;;) {
    for (const file of readdirSync(mails).filter(name => name.endsWith(".eml"))) {
      const text = readFileSync(join(mails, file), "utf8").replaceAll("=\r\n", "").replaceAll("=3D", "=");
      const link = text.match(/http\S*\/invitation\?token=[\w-]+/);
      if (link) return link[0];
    }
    await new Promise(next => setTimeout(next, 200));
  }
}

async function measure(path) {
  const options = { output: "json", logLevel: "error", onlyCategories: Object.keys(bars), disableStorageReset: true };
  const { lhr } = await lighthouse(site + path, options, undefined, page);
  const scores = Object.entries(lhr.categories).map(([name, category]) => [name, Math.round(category.score * 100), category]);
  console.log(path.padEnd(28), scores.map(([name, score]) => `${name} ${score}`).join(", "));
  for (const [name, score, category] of scores.filter(([name, score]) => score < bars[name])) {
    failed = true;
    for (const { id } of category.auditRefs.filter(ref => ref.weight > 0 && lhr.audits[ref.id].score < 1))
      console.log(`  ${name}: ${lhr.audits[id].title} ${lhr.audits[id].displayValue ?? ""}`);
  }
}

await measure("/sign-in");
await page.goto(operatorLink);
await send({ Name: "Olga Operator", Password: password });
await page.goto(site + "/operator/offices/new");
await send({ Name: "Kantoor Meting", Email: "admin@voorbeeld.test" });
const admin = await invitation();
await page.deleteCookie(...(await page.cookies()));
await page.goto(admin);
await send({ Name: "An Peeters", Password: password });
for (const path of ["/", "/settings/integrations", "/help/koppeling-leggen"]) await measure(path);
await browser.close();
process.exit(failed ? 1 : 0);
