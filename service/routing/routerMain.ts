// The process of one deployment.
export async function routerMain(_args: readonly string[]): Promise<number> {
  return 2;
}
