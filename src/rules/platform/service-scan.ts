/**
 * The services the Platform finds in an override, by the same steps as its script
 * (NEI-AAUAV/Platform, scripts/manage-extensions.sh, get_extension_services):
 *
 *     awk '/^services:/{in_services=1; next} /^[a-z_]+:/{in_services=0; next}
 *          /^  [a-zA-Z_][a-zA-Z0-9_]*:/{if(in_services) print}' "$override_file" \
 *       | sed 's/^  //; s/:$//' | grep -v -E "^(web_nei|api_nei|…|networks)$" | while read service; do
 *     if grep -A 5 "^  $service:" "$override_file" \
 *       | grep -qE "^\s+(image|build|command|container_name):"; then echo "$service"
 */
export function servicesThePlatformFinds(text: string): string[] {
  const lines = text.split('\n');
  return servicesSection(lines)
    .map((line) => line.replace(/^ {2}/, '').replace(/:$/, ''))
    .filter((name) => !PLATFORM_NAMES.test(name))
    .filter((name) => looksDefined(lines, name));
}

const PLATFORM_NAMES = /^(web_nei|api_nei|proxy|db_pg|db_mongo|ofelia|volumes|networks)$/;
const DEFINING_KEY = /^\s+(image|build|command|container_name):/;

function servicesSection(lines: readonly string[]): string[] {
  let inServices = false;
  const found: string[] = [];
  for (const line of lines) {
    if (line.startsWith('services:')) inServices = true;
    else if (/^[a-z_]+:/.test(line)) inServices = false;
    else if (inServices && /^ {2}[a-zA-Z_][a-zA-Z0-9_]*:/.test(line)) found.push(line);
  }
  return found;
}

/** What follows a name in its line is part of the name for the script, so `grep` finds it nowhere. */
function looksDefined(lines: readonly string[], name: string): boolean {
  return lines.some(
    (line, index) =>
      line.startsWith(`  ${name}:`) &&
      lines.slice(index, index + 6).some((near) => DEFINING_KEY.test(near)),
  );
}
