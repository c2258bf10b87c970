/** Runs in the page: what VS Code's own storage says of the editors that are open. No function in it has a name. */
export async function rememberedEditors(): Promise<string> {
  const items = (await indexedDB.databases()).map(
    ({ name = '' }) =>
      new Promise<string>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onerror = () => reject(new Error(`${name} does not open`));
        opening.onsuccess = () => {
          const storage = opening.result;
          if (!storage.objectStoreNames.contains('ItemTable')) return resolve('');
          const table = storage.transaction('ItemTable').objectStore('ItemTable');
          const reading = table.get('memento/workbench.parts.editor');
          reading.onerror = () => reject(new Error(`${name} is not read`));
          reading.onsuccess = () => resolve(String(reading.result));
          storage.close();
        };
      }),
  );
  return (await Promise.all(items)).join();
}
