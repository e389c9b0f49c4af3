export function money(amount) {
    return `${Number(amount).toFixed(2)} €`;
}
