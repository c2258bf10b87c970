import type { Label } from '../handoff/labels';
import type { Section } from '../handoff/model';

/**
 * How people call the sections of a note that they write by hand, without a template, in the languages in which teams
 * write most; in lower case. A title that could mean two of them is none.
 */
const titles: Readonly<Record<Exclude<Section, 'plans'>, string>> = {
  shipped:
    'done|erledigt|fertig|ausgeliefert|livré|terminé|hecho|terminado|entregado|feito|entregue|concluído|fatto|consegnato|afgerond|opgeleverd|gedaan|klart|levererat|færdig|ferdig|levert|zrobione|gotowe|hotovo|сделано|готово|зроблено|tamamlandı|bitti|已完成|已发布|完了|完了したこと|완료|पूरा हुआ',
  now: 'working on|in progress|in arbeit|en cours|en curso|en progreso|em andamento|in corso|bezig met|pågår|i gang|w toku|rozpracováno|в работе|в роботі|devam eden|进行中|正在进行|作業中|進行中|진행 중|जारी',
  blocked:
    'blockers|blockiert|blockiert oder unklar|offene fragen|fragen|bloqué|bloqué ou incertain|questions ouvertes|bloqueado|bloqueado o incierto|preguntas|preguntas abiertas|bloqueado ou incerto|perguntas|perguntas em aberto|bloccato|domande|domande aperte|geblokkeerd|open vragen|vragen|blockerat|öppna frågor|frågor|blokeret|blokkert|åbne spørgsmål|åpne spørsmål|spørgsmål|spørsmål|zablokowane|pytania|otwarte pytania|blokováno|otázky|заблокировано|вопросы|открытые вопросы|заблоковано|питання|engellendi|sorular|açık sorular|受阻|阻塞|问题|待解决的问题|ブロック中|質問|未解決|막힘|질문|अवरुद्ध|प्रश्न',
  next: 'next steps|nächste schritte|als nächstes|prochaines étapes|à suivre|próximos pasos|siguientes pasos|próximos passos|prossimi passi|volgende stappen|nästa steg|næste skridt|neste steg|następne kroki|kolejne kroki|další kroky|следующие шаги|дальше|наступні кроки|далі|sonraki adımlar|下一步|接下来|次のステップ|次にやること|다음 단계|अगले कदम',
  decisions:
    'entschieden|entscheidungen|décisions|décidé|decisiones|decidido|decisões|decisioni|deciso|besloten|besluiten|beslut|beslutat|besluttet|beslutninger|decyzje|postanowiono|rozhodnutí|решения|решено|рішення|вирішено|kararlar|决定|決定|決定事項|결정|निर्णय',
  tried:
    'dead ends|versucht|erfolglos versucht|sackgassen|essayé|impasses|intentado|probado sin éxito|tentado|tentativas|provato|geprobeerd|doodlopend|provat|försökt|forsøgt|forsøkt|próbowano|vyzkoušeno|испробовано|пробовали|спробували|denendi|尝试过|已尝试|試したこと|시도함|आज़माया',
  watch:
    'im auge behalten|beobachten|à surveiller|vigilar|a vigilar|observar|acompanhar|da tenere d’occhio|in de gaten houden|bevaka|hold øje med|følg med på|obserwować|sledovat|следить|слідкувати|takip et|关注|留意|注視|지켜볼 것|नज़र रखें',
  doNotTouch:
    'nicht anfassen|bitte nicht anfassen|finger weg|ne pas toucher|merci de ne pas toucher|no tocar|por favor no tocar|não mexer|não tocar|non toccare|niet aanraken|afblijven|rör inte|rør ikke|ikke rør|nie ruszać|nie dotykać|nesahat|не трогать|не чіпати|dokunmayın|请勿修改|不要动|触らないで|触らないでください|건드리지 마세요|न छुएँ',
};

const labels: Readonly<Record<Label, string>> = {
  state:
    'stand|status|état|estado|stato|läge|tilstand|stan|stav|состояние|статус|стан|durum|状态|现状|状態|현황|상태|स्थिति',
  next: 'next step|nächster schritt|nächste aktion|prochaine action|prochaine étape|siguiente acción|siguiente paso|próximo paso|próxima ação|próximo passo|prossima azione|prossimo passo|volgende actie|volgende stap|nästa åtgärd|næste handling|neste handling|następny krok|další krok|следующий шаг|следующее действие|наступний крок|sonraki adım|下一步行动|次のアクション|다음 작업|अगला कदम',
};

function named<Key extends string>(table: Readonly<Record<Key, string>>): ReadonlyMap<string, Key> {
  const found = new Map<string, Key>();
  for (const key of Object.keys(table) as Key[])
    for (const title of table[key].split('|')) found.set(title, key);
  return found;
}

const sections = named(titles);
const opening = named(labels);

/** The section that a title names in some language, in lower case and without signs; null for any other. */
export function sectionCalled(title: string): Section | null {
  return sections.get(title) ?? null;
}

/** The same of the two lines that open a note. */
export function labelCalled(title: string): Label | null {
  return opening.get(title) ?? null;
}
