/** Sites and communities: there are none, and the classes say so as they do outside of them. */
import { libraryClass, type LibraryDeclaration } from '../declare';
import { unsupportedMembers } from '../unsupported';

const none = (): null => null;

export const SITES: readonly LibraryDeclaration[] = [
  libraryClass('System.Network', {
    'static String getNetworkId()': none,
    ...unsupportedMembers('Network', [
      'static String getLoginUrl(String networkId)',
      'static String getLogoutUrl(String networkId)',
      'static String getSelfRegUrl(String networkId)',
      'static System.PageReference communitiesLanding()',
      'static System.PageReference forwardToAuthPage(String startUrl)',
    ]),
  }),
  libraryClass('System.Site', {
    'static String getSiteId()': none,
    'static String getName()': none,
    'static String getPathPrefix()': none,
    'static String getBaseUrl()': none,
    ...unsupportedMembers('Site', [
      'static Boolean forgotPassword(String username)',
      'static System.PageReference login(String username, String password, String startUrl)',
      'static void validatePassword(SObject user, String password, String confirmPassword)',
      'static Id createExternalUser(SObject user, String accountId)',
      'static Id createExternalUser(SObject user, String accountId, String password)',
    ]),
  }),
];
