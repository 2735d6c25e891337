import { createLazyRoute } from '@tanstack/react-router';

import { PageTitle } from '../../../components/PageTitle.tsx';
import { shownTitle } from '../../../status/title.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { Kiosk } from './Kiosk.tsx';
import { Links } from './Links.tsx';
import { Options } from './Options.tsx';
import { Preview } from './Preview.tsx';
import { Ruler } from './Ruler.tsx';
import { useSetup } from './use-setup-search.ts';

export const page = createLazyRoute('/signed-in/wall/setup')({ component: WallSetupPage });

/** From what a wall should show to what has to be typed on the computer behind it. */
function WallSetupPage() {
  const { search, set, ignored } = useSetup();
  const setup = { search, set };
  return (
    <div className="flex flex-col gap-2">
      <PageTitle page="Set up a wall display" />
      <h1 className="px-1 text-lg font-semibold">Set up a wall display</h1>
      {ignored.length > 0 && (
        <Notice>
          Left out of this address, as it made no sense: {ignored.map(shownTitle).join(', ')}.
        </Notice>
      )}
      <div className="grid gap-2 xl:grid-cols-5">
        <div className="flex min-w-0 flex-col gap-2 xl:col-span-2">
          <Options {...setup} />
        </div>
        {/* Stays in sight while the options beside it pass by. */}
        <div className="min-w-0 xl:col-span-3">
          <div className="sticky top-12 flex flex-col gap-2">
            <Preview {...setup} />
            <Ruler {...setup} />
          </div>
        </div>
      </div>
      <Links search={search} />
      <Kiosk {...setup} />
    </div>
  );
}
