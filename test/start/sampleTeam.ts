/** The four who hand `ledger` over to each other, in the order of the baton. */
export interface Colleague {
  readonly name: string;
  readonly email: string;
  readonly zone: string;
  readonly hours: string;
}

const colleague = (name: string, zone: string, hours: string): Colleague => ({
  name,
  email: `${name}@ledger.example`,
  zone,
  hours,
});

export const pune = colleague('pune-dev', 'Asia/Kolkata', '09:30-18:30');
export const lisbon = colleague('lisbon-dev', 'Europe/Lisbon', '09:00-17:30');
export const berlin = colleague('berlin-dev', 'Europe/Berlin', '09:00-17:30');
export const denver = colleague('denver-dev', 'America/Denver', '08:30-17:00');
export const colleagues = [pune, lisbon, berlin, denver] as const;

/** The address that denver-dev used until the team had a .mailmap. */
export const denverBefore = 'denver@old.example';

export const mailmap = `denver-dev <${denver.email}> <${denverBefore}>\n`;

/** `.baton/team.yml`; `me` stands in for pune-dev, whose place at the keyboard is taken. */
export function teamFile(me: { readonly name: string; readonly email: string }): string {
  const lines = colleagues.map(({ name, email, zone, hours }) => {
    const mine = name === pune.name ? me : { name, email };
    return [
      `  - name: ${scalar(mine.name)}`,
      ...(mine.name === name ? [`    login: ${name}`] : []),
      `    emails: [${scalar(mine.email)}]`,
      `    zone: ${zone}`,
      `    hours: ${hours}`,
    ].join('\n');
  });
  return `# Who works when. The order is the order in which the baton goes round.\nmembers:\n${lines.join('\n')}\n`;
}

/** JSON strings are YAML strings; plain words need no quotes. */
function scalar(text: string): string {
  return /^[a-z][a-z0-9.@-]*$/.test(text) ? text : JSON.stringify(text);
}
