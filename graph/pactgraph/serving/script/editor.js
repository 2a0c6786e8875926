// The editor: our endpoint, our prefixes and questions, and no look-ups elsewhere.
const SETTING = ["on", "known", "assume"];

function field(name) {
  return document.getElementById(name);
}

// What the fields say, as parameters of an address; events stand apart by commas.
function setting() {
  const values = SETTING.flatMap((name) =>
    field(name)
      .value.split(name === "assume" ? "," : "\n")
      .map((value) => ({ name, value: value.trim() })),
  );
  return values.filter(({ value }) => value);
}

function address(path, parameters) {
  const url = new URL(path, window.location.origin);
  for (const { name, value } of parameters) {
    url.searchParams.append(name, value);
  }
  return url.href;
}

async function textOf(question, given) {
  const values = Object.entries(question.values).map(([name, value]) => ({ name, value }));
  const lang = { name: "lang", value: given.language };
  const url = address(question.path, [...values, ...setting(), lang]);
  const found = await fetch(url, { headers: { Accept: given.type } });
  const text = await found.text();
  return found.ok ? text : `# ${text}`;
}

function listQuestions(given, yasgui) {
  const list = field("question");
  for (const [number, question] of given.questions.entries()) {
    list.append(new Option(question.asked, String(number)));
  }
  list.addEventListener("change", async () => {
    const question = given.questions[Number(list.value)];
    list.value = "";
    if (question) {
      const query = await textOf(question, given);
      const requestConfig = { endpoint: address(given.endpoint, setting()) };
      yasgui.addTab(true, { name: question.name, requestConfig, yasqe: { value: query } });
    }
  });
}

// The address of the endpoint says which scenario is at hand.
function followSetting(given, yasgui) {
  for (const name of SETTING) {
    field(name).addEventListener("change", () => {
      yasgui.getTab()?.setEndpoint(address(given.endpoint, setting()));
    });
  }
}

async function main() {
  const given = await (await fetch(`/editor/given.json${window.location.search}`)).json();
  const endpoint = address(given.endpoint, []);
  const { Yasgui } = window;
  Yasgui.Yasqe.defaults.value = given.example;
  // An empty list among the options would be merged with this one, which looks terms up elsewhere.
  Yasgui.Yasqe.defaults.autocompleters = [];
  const yasgui = new Yasgui(field("editor"), {
    requestConfig: { endpoint, method: "POST" },
    endpointCatalogueOptions: { getData: () => [{ endpoint }] },
    copyEndpointOnNewTab: true,
    persistenceId: "pactgraph",
    yasr: { prefixes: given.prefixes },
  });
  followSetting(given, yasgui);
  listQuestions(given, yasgui);
  window.pactgraph = { yasgui };
}

main();
